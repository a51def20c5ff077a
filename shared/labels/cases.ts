import type { accessRequestStatuses } from '../access-requests/model.ts';
import type { approvalStatuses, gates, Needed } from '../approvals/model.ts';
import type { ShareView } from '../cases/answers.ts';
import type { LookedAt } from '../cases/case-reads.ts';
import type { LinkGround } from '../cases/link-proposals.ts';
import type { AddItem, CasePart, CaseStatus, evidenceCategories, musts, personRoles } from '../cases/model.ts';
import type { fileFamilies } from '../evidence-files/file-types.ts';
import type { evidenceFileStatuses, fileRejections, openedAs as openedWays, scanOutcomes } from '../evidence-files/model.ts';
import { type LabelsOf, label } from './label.ts';

export const approvalState = {
  asked: label('待审批', 'Waiting for an answer'),
  granted: label('已批准', 'Granted'),
  declined: label('未批准', 'Declined'),
  withdrawn: label('已撤回', 'Withdrawn'),
  lapsed: label('已失效', 'Lapsed'),
  used: label('已使用', 'Used'),
} as const satisfies LabelsOf<(typeof approvalStatuses)[number]>;

/** The act that an approval opens. */
export const gate = {
  freeze: label('冻结', 'Freeze'),
  renewal: label('续冻', 'Renewal of a freeze'),
  release: label('解除止付或冻结', 'Release of a stop or a freeze'),
  listing: label('挂牌', 'Listing of a case'),
  extension: label('挂牌延期', 'More time for a listing'),
  delisting: label('摘牌', 'Delisting'),
  'outside-filing': label('外地立案', "An outside case's filing"),
  protect: label('保护性措施', 'Protective measure'),
  return: label('返还方案', 'Plan of a return'),
} as const satisfies LabelsOf<(typeof gates)[number]>;

/** The level at which an approval is granted. */
export const approvalLevel = {
  county: label('县级', 'County level'),
  prefecture: label('地市级', 'Prefecture level'),
} as const satisfies LabelsOf<Needed['level']>;

export const caseState = {
  open: label('未立案', 'Open, not filed'),
  filed: label('已立案', 'Filed'),
  merged: label('已并案', 'Merged into another'),
} as const satisfies LabelsOf<CaseStatus>;

export const casePart = {
  summary: label('案情摘要', 'Summary'),
  filing: label('立案', 'Filing'),
  alerts: label('警情', 'Alarms'),
  money: label('资金', 'Money'),
  persons: label('涉案人员', 'Persons'),
  losses: label('损失', 'Losses'),
  evidence: label('证据清单', 'List of evidence'),
  musts: label('三必', 'The three musts'),
  timeline: label('办案经过', 'Timeline'),
  links: label('关联案件', 'Related cases'),
  objections: label('异议', 'Objections'),
} as const satisfies LabelsOf<CasePart>;

export const caseItem = {
  alert: label('警情', 'Alarm'),
  'freeze-request': label('止付请求', 'Freeze request'),
  person: label('涉案人员', 'Person'),
  loss: label('损失', 'Loss'),
  evidence: label('证据', 'Evidence'),
} as const satisfies LabelsOf<AddItem['kind']>;

export const personRole = {
  suspect: label('犯罪嫌疑人', 'Suspect'),
  victim: label('被害人', 'Victim'),
  holder: label('账户持有人', 'Holder of an account'),
  witness: label('证人', 'Witness'),
} as const satisfies LabelsOf<(typeof personRoles)[number]>;

export const evidenceCategory = {
  physical: label('物证', 'Physical evidence'),
  document: label('书证', 'Documentary evidence'),
  statement: label('言词证据', 'Statement'),
  'electronic-data': label('电子数据', 'Electronic data'),
  'expert-opinion': label('鉴定意见', 'Expert opinion'),
  'scene-record': label('勘验、检查笔录', 'Record of the scene'),
  'bank-record': label('银行交易明细', 'Record of a bank'),
  other: label('其他', 'Other'),
} as const satisfies LabelsOf<(typeof evidenceCategories)[number]>;

/** The three musts (三必). */
export const must = {
  'information-taken': label('被害人信息必采', "The victim's information taken"),
  'scene-examined': label('现场必勘', 'The scene examined'),
  'money-traced': label('资金必查', 'The money traced'),
} as const satisfies LabelsOf<(typeof musts)[number]>;

export const shareState = {
  'in-force': label('共享中', 'In force'),
  revoked: label('已撤销', 'Revoked'),
  expired: label('已到期', 'Expired'),
} as const satisfies LabelsOf<ShareView['state']>;

export const linkGround = {
  victim: label('同一被害人', 'The same victim'),
  account: label('同一账户', 'The same account'),
} as const satisfies LabelsOf<LinkGround>;

/** What another agency looked at. */
export const lookedAt = {
  case: label('案件', 'The case'),
  timeline: label('办案经过', 'The timeline'),
  audit: label('操作记录', 'The audit'),
  consultation: label('会商证据', 'Evidence in a consultation'),
  'fund-graph': label('资金流向', "The money's way"),
  search: label('检索', 'A search'),
  file: label('证据文件', 'Files of evidence'),
  'money-back': label('明细与返还', 'Statements and returns'),
  statement: label('交易明细', 'A statement'),
  objections: label('异议', 'The objections'),
} as const satisfies LabelsOf<LookedAt>;

/** By which right it looked. */
export const lookGround = {
  grant: label('共享授权', 'A share'),
  office: label('职权', 'Its office'),
} as const satisfies LabelsOf<'grant' | 'office'>;

export const evidenceFileState = {
  announced: label('待上传', 'Announced'),
  scanning: label('检查中', 'Being looked through'),
  available: label('可查阅', 'Available'),
  rejected: label('已拒收', 'Rejected'),
  lapsed: label('逾期未上传', 'Upload did not come'),
  withdrawn: label('已撤回', 'Withdrawn'),
} as const satisfies LabelsOf<(typeof evidenceFileStatuses)[number]>;

export const scanOutcome = {
  clean: label('未发现病毒', 'No malware found'),
  infected: label('发现病毒', 'Malware found'),
  'not-scanned': label('未扫描', 'Not scanned'),
} as const satisfies LabelsOf<(typeof scanOutcomes)[number]>;

/** Why a file of evidence is rejected. */
export const fileRejection = {
  'type-differs': label('内容与所报类型不符', 'The content is of another type'),
  'content-differs': label('内容与所报不符', 'The content is not what was announced'),
  infected: label('含有病毒', 'It has malware in it'),
} as const satisfies LabelsOf<(typeof fileRejections)[number]>;

export const fileFamily = {
  picture: label('图片', 'Picture'),
  document: label('版式文件', 'Document'),
  text: label('文本', 'Text'),
  office: label('办公文件', 'File of an office program'),
  audio: label('音频', 'Audio'),
  video: label('视频', 'Video'),
  archive: label('压缩包', 'Archive'),
} as const satisfies LabelsOf<(typeof fileFamilies)[number]>;

/** How a file of evidence is opened. */
export const openedAs = {
  original: label('原件', 'The original'),
  preview: label('预览', 'A preview'),
} as const satisfies LabelsOf<(typeof openedWays)[number]>;

export const accessRequestState = {
  asked: label('待答复', 'Waiting for an answer'),
  granted: label('已准许', 'Granted'),
  declined: label('未准许', 'Declined'),
  withdrawn: label('已撤回', 'Withdrawn'),
  lapsed: label('逾期未答复', 'Not answered in time'),
} as const satisfies LabelsOf<(typeof accessRequestStatuses)[number]>;
