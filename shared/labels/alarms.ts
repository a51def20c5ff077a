import type { AlertStatus, ordersThen, UNSTATED, withdrawalCodes } from '../alerts/model.ts';
import type { FoundKind, SearchMark } from '../finding/model.ts';
import type { SearchFact } from '../finding/search-log.ts';
import { type LabelsOf, label } from './label.ts';

export const alarmState = {
  open: label('处置中', 'Open'),
  withdrawn: label('已撤销', 'Withdrawn'),
  duplicate: label('重复警情', 'Duplicate of an older alarm'),
} as const satisfies LabelsOf<AlertStatus>;

/** The kind of fraud is a text of who reports it; this is what stands there while nothing was said of it. */
export const fraudType = {
  unstated: label('未说明', 'Not stated'),
} as const satisfies LabelsOf<typeof UNSTATED>;

/** Why an alarm was taken back. */
export const withdrawalReason = {
  'false-alarm': label('误报', 'False alarm'),
  'not-fraud': label('不构成诈骗', 'Not a fraud'),
  'taken-back-by-victim': label('报警人撤回', 'Taken back by the victim'),
  'entered-by-mistake': label('录入错误', 'Entered by mistake'),
  test: label('测试', 'A test'),
  other: label('其他', 'Another reason'),
} as const satisfies LabelsOf<(typeof withdrawalCodes)[number]>;

/** What becomes of the orders of a withdrawn alarm. */
export const ordersThenLabel = {
  leave: label('指令保持不变', 'The orders stay as they are'),
  end: label('撤回或解除各指令', 'Each order is taken back or let go'),
} as const satisfies LabelsOf<(typeof ordersThen)[number]>;

/** What ends an order. */
export const ending = {
  withdraw: label('撤回止付', 'Take the stop back'),
  release: label('解除止付', 'Release'),
  unfreeze: label('解除冻结', 'End the freeze'),
} as const satisfies LabelsOf<'withdraw' | 'release' | 'unfreeze'>;

/** What becomes of one order when its alarm is withdrawn, or when several orders get one step. */
export const orderOutcome = {
  left: label('保持不变', 'Left as it is'),
  'to-be-ended': label('即将终止', 'About to be ended'),
  done: label('已办理', 'Done'),
  refused: label('未办理', 'Refused'),
} as const satisfies LabelsOf<'left' | 'to-be-ended' | 'done' | 'refused'>;

/** What a search finds. */
export const foundKind = {
  alert: label('警情', 'Alarm'),
  'freeze-request': label('止付请求', 'Freeze request'),
  order: label('止付指令', 'Stop order'),
  case: label('案件', 'Case'),
  consultation: label('会商', 'Consultation'),
  'listed-case': label('挂牌案件', 'Listed case'),
  objection: label('异议', 'Objection'),
  'return-round': label('返还', 'Round of return'),
  warning: label('预警', 'Warning'),
  'blacklist-entry': label('黑名单条目', 'Entry of the blacklist'),
  collision: label('布黑卡碰撞', 'Collision with the blacklist'),
  campaign: label('集群战役', 'Campaign'),
  lead: label('线索', 'Lead'),
} as const satisfies LabelsOf<FoundKind>;

/** What a search on the record began with. */
export const soughtBy = {
  search: label('输入内容查找', 'A text'),
  account: label('查询一个账户', 'One account at one bank'),
} as const satisfies LabelsOf<SearchFact['data']['what']>;

/** By which mark a search found it. */
export const searchMark = {
  id: label('编号', 'Id'),
  reference: label('简短编号', 'Reference'),
  'case-number': label('立案号', 'Case number'),
  phone: label('电话', 'Phone'),
  'id-number': label('证件号码', 'Identity number'),
  'account-number': label('账号', 'Account number'),
  name: label('姓名或户名', 'Name'),
} as const satisfies LabelsOf<SearchMark>;
