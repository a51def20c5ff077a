import type { campaignShows } from '../campaigns/answers.ts';
import type { CampaignStatus } from '../campaigns/campaign/campaign-model.ts';
import type { Lead, LeadStatus, personMeasures, seizedKinds, verdicts } from '../campaigns/lead/lead-model.ts';
import type { LeadMark } from '../campaigns/marks.ts';
import type { CampaignFlow, LeadKind, LeadPriority, LeadSourceKind, LeadTarget } from '../campaigns/model.ts';
import type { WaveStatus } from '../campaigns/wave/wave-model.ts';
import { type LabelsOf, label } from './label.ts';

export const campaignState = {
  preparing: label('筹备中', 'Preparing'),
  running: label('进行中', 'Running'),
  closing: label('收尾中', 'Winding up'),
  closed: label('已结束', 'Closed'),
  'called-off': label('已取消', 'Called off'),
} as const satisfies LabelsOf<CampaignStatus>;

export const campaignFlow = {
  information: label('信息流', 'Information'),
  network: label('网络流', 'Network'),
  money: label('资金流', 'Money'),
  people: label('人员流', 'People'),
} as const satisfies LabelsOf<CampaignFlow>;

/** How much of a campaign the reader is shown. */
export const campaignShown = {
  all: label('全部内容', 'Everything'),
  invitation: label('名称和期限', 'The title and the end'),
} as const satisfies LabelsOf<(typeof campaignShows)[number]>;

export const leadState = {
  drafted: label('待下发', 'To be sent'),
  dispatched: label('已下发，待签收', 'Sent, not accepted'),
  accepted: label('办理中', 'Being worked'),
  returned: label('已退回', 'Returned'),
  finished: label('已办结', 'Finished'),
  'given-up': label('已终止', 'Given up'),
  joined: label('已并入相同线索', 'Joined with another'),
} as const satisfies LabelsOf<LeadStatus>;

export const leadKind = {
  person: label('人员', 'Person'),
  account: label('账户', 'Account'),
  phone: label('电话号码', 'Phone number'),
  device: label('设备', 'Device'),
  den: label('窝点', 'Den'),
  network: label('网络地址或域名', 'Network address or domain'),
  outlet: label('网点', 'Outlet'),
  app: label('应用程序', 'App'),
} as const satisfies LabelsOf<LeadKind>;

export const leadPriority = {
  urgent: label('特急', 'Urgent'),
  high: label('加急', 'High'),
  normal: label('普通', 'Normal'),
} as const satisfies LabelsOf<LeadPriority>;

export const leadTarget = {
  district: label('本市某区公安', 'Police of a district'),
  partner: label('协作单位', 'Partner'),
} as const satisfies LabelsOf<LeadTarget['kind']>;

export const leadSource = {
  case: label('案件', 'Case'),
  order: label('止付指令', 'Stop order'),
  statement: label('交易明细', 'Statement'),
  blacklist: label('黑名单', 'Blacklist'),
  lead: label('其他线索', 'Another lead'),
  other: label('其他来源', 'Another source'),
} as const satisfies LabelsOf<LeadSourceKind>;

/** What two leads have in common. */
export const leadMark = {
  'id-number': label('证件号码', 'Document number'),
  phone: label('电话号码', 'Phone number'),
  'account-number': label('账号', 'Account number'),
  device: label('设备号', 'Device number'),
  place: label('地址', 'Address'),
  network: label('网络地址', 'Network address'),
  app: label('应用程序', 'App'),
} as const satisfies LabelsOf<LeadMark>;

export const leadVerdict = {
  verified: label('属实', 'Verified'),
  refuted: label('不属实', 'Refuted'),
  open: label('尚未查清', 'Not known yet'),
} as const satisfies LabelsOf<(typeof verdicts)[number]>;

/** What was done to persons who were caught. */
export const personMeasure = {
  detained: label('刑事拘留', 'Detained'),
  arrested: label('逮捕', 'Arrested'),
  bailed: label('取保候审', 'Released on bail'),
  penalized: label('行政处罚', 'Administrative penalty'),
  'handed-over': label('移交其他单位', 'Handed over to another agency'),
  other: label('其他', 'Other'),
} as const satisfies LabelsOf<(typeof personMeasures)[number]>;

export const seizedKind = {
  handset: label('手机', 'Mobile phones'),
  'phone-card': label('电话卡', 'Phone cards'),
  'bank-card': label('银行卡', 'Bank cards'),
  computer: label('电脑', 'Computers'),
  gateway: label('网关设备', 'Gateways'),
  vehicle: label('车辆', 'Vehicles'),
  other: label('其他', 'Other'),
} as const satisfies LabelsOf<(typeof seizedKinds)[number]>;

/** How a target came to have a lead. */
export const leadHand = {
  dispatched: label('下发', 'Sent'),
  'handed-on': label('转办', 'Handed on'),
} as const satisfies LabelsOf<Lead['hands'][number]['how']>;

/** What officers said of two leads with a mark in common. */
export const leadRuling = {
  joined: label('相同，已合并', 'The same: joined'),
  apart: label('不同，分别办理', 'Not the same: kept apart'),
} as const satisfies LabelsOf<NonNullable<Lead['known'][number]['ruling']>>;

export const waveState = {
  sending: label('下发中', 'Being sent'),
  done: label('已下发', 'Sent'),
} as const satisfies LabelsOf<WaveStatus>;

/** What became of a lead of a request. */
export const leadOutcome = {
  raised: label('已录入', 'Raised'),
  refused: label('未录入', 'Refused'),
} as const satisfies LabelsOf<'raised' | 'refused'>;
