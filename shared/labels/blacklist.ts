import type { Advice } from '../blacklist/check/check-model.ts';
import type { CollisionStatus, CollisionWay } from '../blacklist/collision/collision-model.ts';
import type { DecideAppeal, TellPerson } from '../blacklist/entry/bodies.ts';
import type { delistings, EntryStatus, tellingWays } from '../blacklist/entry/entry-model.ts';
import type { Ground, GroundClass } from '../blacklist/entry/grounds.ts';
import type { MarkKind } from '../blacklist/mark/mark-model.ts';
import { type LabelsOf, label } from './label.ts';

export const blacklistEntryState = {
  listed: label('在列', 'Listed'),
  appealed: label('申诉中', 'Appeal waits'),
  expired: label('期满', 'Term is over'),
  delisted: label('已移出', 'Taken off'),
} as const satisfies LabelsOf<EntryStatus>;

export const markKind = {
  account: label('账户', 'Account'),
  phone: label('手机号', 'Phone'),
  device: label('设备', 'Device'),
  address: label('网络地址', 'Address'),
  app: label('应用', 'App'),
  person: label('人员', 'Person'),
  outlet: label('网点', 'Outlet'),
} as const satisfies LabelsOf<MarkKind>;

export const blacklistGround = {
  conviction: label('因涉诈犯罪被追究刑事责任', 'Conviction'),
  'police-finding': label('公安机关认定', 'Finding of the police'),
  'account-rental': label('出租、出借、出售账户', 'Account rented out, lent or sold'),
  'card-rental': label('出租、出借、出售电话卡或银行卡', 'Card rented out, lent or sold'),
  'outlet-sanctioned': label('网点被处理', 'Outlet sanctioned'),
  'regulator-listing': label('监管部门名单', "Regulator's list"),
  'national-list': label('国家名单', 'National list'),
  suspicion: label('涉诈嫌疑', 'Suspicion'),
} as const satisfies LabelsOf<Ground>;

export const groundClass = {
  convicted: label('已追究刑事责任', 'Convicted'),
  found: label('已认定', 'Found'),
  listed: label('名单在列', 'On a list'),
  suspected: label('嫌疑', 'Suspected'),
} as const satisfies LabelsOf<GroundClass>;

export const blacklistTellingWay = {
  letter: label('邮寄送达', 'By letter'),
  'in-person': label('当面送达', 'In person'),
  electronic: label('电子送达', 'Electronically'),
} as const satisfies LabelsOf<(typeof tellingWays)[number]>;

export const tellingOutcome = {
  told: label('已告知', 'Told'),
  'not-told': label('未告知', 'Not told'),
} as const satisfies LabelsOf<TellPerson['outcome']>;

export const appealOutcome = {
  upheld: label('申诉成立', 'Upheld'),
  rejected: label('申诉不成立', 'Rejected'),
} as const satisfies LabelsOf<DecideAppeal['outcome']>;

export const delistingCause = {
  word: label('经核移出', 'Police took it off'),
  appeal: label('申诉成立', 'An appeal was upheld'),
  list: label('新版名单不再收录', 'A later version of the list does not have it'),
} as const satisfies LabelsOf<(typeof delistings)[number]>;

export const checkAdvice = {
  'hold-and-call-police': label('暂缓办理并联系公安机关', 'Hold it, and call the police'),
  'refuse-service': label('不予办理', 'Refuse the service'),
  'check-identity': label('加强身份核验', 'Check the identity with care'),
  'watch-closely': label('加强监测', 'Watch closely'),
  'do-not-connect': label('不予入网', 'Do not connect it'),
  'suspend-number': label('停止号码服务', 'Suspend the number'),
  block: label('予以封堵', 'Block it'),
  'tell-regulator': label('报告监管部门', 'Tell the regulator'),
  'look-at-entry': label('查看条目', 'Look at the entry'),
} as const satisfies LabelsOf<Advice>;

export const collisionState = {
  proposed: label('待处置', 'Stop proposed'),
  linked: label('已有指令', 'Has an order'),
  ordered: label('已申请止付', 'Stop asked for'),
  dismissed: label('不予止付', 'Dismissed'),
} as const satisfies LabelsOf<CollisionStatus>;

export const collisionWay = {
  transfer: label('被害人转账', 'Transfer'),
  outflow: label('资金流出', 'Outflow'),
  statement: label('交易明细', 'Line of a statement or a watch'),
  holder: label('同一户主账户', 'Account of the same holder'),
} as const satisfies LabelsOf<CollisionWay>;
