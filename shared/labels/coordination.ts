import type { ConsultationView } from '../consultations/answers.ts';
import type { Consultation, ConsultationStatus } from '../consultations/consultation.ts';
import type { consultationKinds, Question } from '../consultations/model.ts';
import type { Need } from '../listed-cases/deadlines.ts';
import type { listingLevels } from '../listed-cases/level.ts';
import type { Matter as ListingMatter, listingGrounds, listingStatuses, Rung } from '../listed-cases/model.ts';
import type { meetingStatuses } from '../meetings/meeting.ts';
import type { Recurrence } from '../meetings/recurrence.ts';
import type { NamedThing, ToldThing } from '../notifications/groups.ts';
import type { NoticeClass } from '../notifications/model.ts';
import type { OutletOwner, OutletStatus } from '../outlets/model.ts';
import type { ProcedureClock } from '../procedure-clocks/clock.ts';
import type { ClockKind, ExtensionGround } from '../procedure-clocks/kinds.ts';
import type { ProtectiveKind } from '../protective-measures/kinds.ts';
import type { consentWays, identityChecks, liftCauses, ProtectionStatus } from '../protective-measures/model.ts';
import type { MeasureStatus, MeasureStep, MeasureTarget } from '../regional/measure/measure-model.ts';
import type { RankingMeasure } from '../regional/station/station-rankings.ts';
import type { TermKind, TermSubject } from '../terms/model.ts';
import { type LabelsOf, label } from './label.ts';

export const consultationState = {
  convened: label('已发起', 'Convened'),
  deliberating: label('会商中', 'Deliberating'),
  'following-up': label('落实中', 'Following up'),
  closed: label('已办结', 'Closed'),
  withdrawn: label('已撤回', 'Withdrawn'),
} as const satisfies LabelsOf<ConsultationStatus>;

export const consultationKind = {
  periodic: label('定期会商', 'Periodic'),
  'major-or-difficult': label('重大疑难案件会商', 'On a major or difficult case'),
} as const satisfies LabelsOf<(typeof consultationKinds)[number]>;

/** An agency's answer to an invitation. */
export const invitationAnswer = {
  invited: label('待答复', 'Invited'),
  accepted: label('已接受', 'Accepted'),
  declined: label('已谢绝', 'Declined'),
} as const satisfies LabelsOf<Consultation['parties'][number]['answer']>;

/** How much of a consultation the reader is shown. */
export const consultationShows = {
  all: label('全部内容', 'Everything'),
  invitation: label('邀请内容', 'The invitation'),
} as const satisfies LabelsOf<ConsultationView['shows']>;

export const questionTopic = {
  'nature-of-act': label('行为定性', 'Nature of the act'),
  evidence: label('证据', 'Evidence'),
  law: label('法律适用', 'Law'),
} as const satisfies LabelsOf<Question['topic']>;

export const pointOfLaw = {
  knowledge: label('明知', 'Knowledge'),
  'serious-consequences': label('严重后果', 'Serious consequences'),
  charge: label('罪名', 'Charge'),
  jurisdiction: label('管辖', 'Jurisdiction'),
} as const satisfies LabelsOf<Extract<Question, { topic: 'law' }>['point']>;

/** An answer that every question without options of its own takes. */
export const position = {
  yes: label('是', 'Yes'),
  no: label('否', 'No'),
  undecided: label('尚不能认定', 'Undecided'),
} as const satisfies LabelsOf<'yes' | 'no' | 'undecided'>;

export const evidenceRequestState = {
  open: label('待补充', 'Open'),
  answered: label('已答复', 'Answered'),
  dropped: label('已取消', 'Dropped'),
} as const satisfies LabelsOf<Consultation['evidenceRequests'][number]['status']>;

/** A term of criminal procedure (办案期限). */
export const procedureTerm = {
  'arrest-request': label('提请批准逮捕期限', 'Request for arrest'),
  'arrest-decision': label('审查逮捕期限', 'Decision on arrest'),
  reconsideration: label('复议期限', 'Reconsideration'),
  'prosecution-review': label('审查起诉期限', 'Review for prosecution'),
  supplement: label('补充侦查期限', 'Supplementary investigation'),
} as const satisfies LabelsOf<ClockKind>;

export const extensionGround = {
  special: label('特殊情况', 'Special circumstances'),
  roaming: label('流窜作案', 'Roaming crime'),
  repeated: label('多次作案', 'Repeated crime'),
  gang: label('结伙作案', 'Crime of a gang'),
  complex: label('重大、复杂案件', 'Major or complex case'),
} as const satisfies LabelsOf<ExtensionGround>;

/** How a term of procedure was stopped. */
export const clockOutcome = {
  done: label('已办结', 'Done'),
  void: label('作废', 'Void'),
} as const satisfies LabelsOf<NonNullable<ProcedureClock['outcome']>>;

/** The kind of a term or deadline, as notices and the list of terms name it. */
export const termKind = {
  ...procedureTerm,
  stop: label('止付期限', 'Stop-payment'),
  freeze: label('冻结期限', 'Freeze'),
  invitation: label('会商邀请答复期限', 'Answer to an invitation'),
  evidence: label('补证期限', 'Evidence asked for'),
  action: label('会商事项办理期限', 'Action agreed on'),
  minutes: label('例会纪要期限', 'Minutes of a meeting'),
  report: label('挂牌进展报告期限', 'Progress report'),
  deadline: label('挂牌办结期限', 'Deadline of a listing'),
  decision: label('挂牌审批期限', 'Decision on a listing'),
  extension: label('挂牌延期申请答复', 'Answer to a request for more time'),
  correction: label('整改期限', 'Correction'),
  review: label('整改验收期限', 'Review of a correction'),
  lifting: label('整改措施待解除', 'Lifting of a measure'),
  answers: label('提案答复期限', 'Answer to a proposal'),
  screening: label('性质甄别期限', 'Screening of a frozen account'),
  'tell-owner': label('告知权利人期限', 'Telling the owner of released money'),
  objection: label('异议答复期限', 'Decision on an objection'),
  supervision: label('检察监督答复期限', 'Answer of the procuratorate to an objection'),
  demand: label('对检察院纠正要求的答复期限', 'Answer to a demand of the procuratorate'),
} as const satisfies LabelsOf<TermKind>;

/** The kind of thing that a term is of. */
export const termSubject = {
  order: label('止付指令', 'Stop order'),
  case: label('案件', 'Case'),
  consultation: label('会商', 'Consultation'),
  meeting: label('例会', 'Meeting'),
  'listed-case': label('挂牌督办案件', 'Listed case'),
  'regional-measure': label('区域整治措施', 'Regional measure'),
  proposal: label('标准提案', 'Proposal of a standard'),
  objection: label('异议', 'Objection'),
} as const satisfies LabelsOf<TermSubject>;

export const meetingState = {
  scheduled: label('已安排', 'Scheduled'),
  held: label('已召开', 'Held'),
  cancelled: label('已取消', 'Cancelled'),
} as const satisfies LabelsOf<(typeof meetingStatuses)[number]>;

export const recurrence = {
  week: label('每周', 'Every week'),
  month: label('每月', 'Every month'),
} as const satisfies LabelsOf<Recurrence['every']>;

export const listingState = {
  suggested: label('建议挂牌', 'Suggested'),
  proposed: label('申请挂牌', 'Proposed'),
  listed: label('挂牌督办中', 'Listed'),
  delisted: label('已摘牌', 'Delisted'),
  rejected: label('未予挂牌', 'Rejected'),
  joined: label('已并入其他挂牌', 'Joined with another listing'),
} as const satisfies LabelsOf<(typeof listingStatuses)[number]>;

export const listingLevel = {
  city: label('市级挂牌', 'City'),
  province: label('省级挂牌', 'Province'),
  ministry: label('部级挂牌', 'Ministry'),
  joint: label('部级联合挂牌', 'Ministry and supreme procuratorate'),
} as const satisfies LabelsOf<(typeof listingLevels)[number]>;

export const listingGround = {
  'large-loss': label('损失数额巨大', 'Large loss'),
  'several-victims': label('多名被害人', 'Several victims'),
  'cross-district': label('跨区', 'Several districts'),
  'severe-harm': label('危害严重', 'Severe harm'),
  'social-impact': label('社会影响恶劣', 'Bad social impact'),
  'ordered-from-above': label('上级交办', 'Ordered from above'),
} as const satisfies LabelsOf<(typeof listingGrounds)[number]>;

/** What is to be done about a listing next. */
export const listingNeed = {
  decision: label('待审批', 'A decision'),
  report: label('待报告进展', 'A report'),
  deadline: label('待办结', 'The deadline'),
  extension: label('待答复延期申请', 'An answer to a request for more time'),
} as const satisfies LabelsOf<Need | ListingMatter>;

/** The steps against delay. */
export const listingStep = {
  reminder: label('催办', 'Reminder'),
  notice: label('通报', 'Notice'),
  interview: label('约谈', 'Interview'),
} as const satisfies LabelsOf<Rung>;

export const measureState = {
  noticed: label('已发整改通知', 'Notice issued'),
  interviewed: label('已约谈', 'Interviewed'),
  warned: label('已挂牌警示', 'Warning posted'),
  'correction-accepted': label('整改已验收', 'Correction accepted'),
  corrected: label('已整改', 'Corrected'),
  lifted: label('已解除', 'Lifted'),
} as const satisfies LabelsOf<MeasureStatus>;

export const measureStep = {
  notice: label('整改通知', 'Rectification notice'),
  interview: label('联合约谈', 'Joint interview'),
  warning: label('挂牌警示', 'Listing and warning'),
} as const satisfies LabelsOf<MeasureStep>;

export const measureTarget = {
  district: label('区', 'District'),
  town: label('街道（乡镇）', 'Town or subdistrict'),
  outlet: label('网点', 'Outlet'),
  firm: label('企业', 'Firm'),
} as const satisfies LabelsOf<MeasureTarget['kind']>;

export const protectionState = {
  requested: label('待银行办理', 'Ordered'),
  'in-force': label('生效中', 'In force'),
  declined: label('银行未办理', 'Declined by the bank'),
  lifting: label('待银行解除', 'To be ended by the bank'),
  lifted: label('已解除', 'Lifted'),
  expired: label('已到期', 'Expired'),
} as const satisfies LabelsOf<ProtectionStatus>;

/** What a bank does to protect an account. */
export const protectiveKind = {
  'no-outgoing': label('只收不付', 'Nothing goes out'),
  'day-limit': label('限制日累计支出', 'A limit a day'),
} as const satisfies LabelsOf<ProtectiveKind>;

export const consentWay = {
  'in-person': label('当面同意', 'In person'),
  'in-writing': label('书面同意', 'In writing'),
  'by-phone': label('电话同意', 'By telephone'),
} as const satisfies LabelsOf<(typeof consentWays)[number]>;

/** How it was checked who asks for the end of a protective measure. */
export const identityCheck = {
  'document-seen': label('核验证件', 'Document seen'),
  'called-back': label('回拨核实', 'Called back'),
  'known-in-person': label('本人相识', 'Known in person'),
} as const satisfies LabelsOf<(typeof identityChecks)[number]>;

export const liftCause = {
  'asked-by-person': label('本人申请', 'Asked for by the person'),
  'consent-withdrawn': label('撤回同意', 'Consent withdrawn'),
  'not-needed': label('不再需要', 'Not needed any more'),
} as const satisfies LabelsOf<(typeof liftCauses)[number]>;

export const outletState = {
  counting: label('统计中', 'Counted'),
  suggested: label('建议整治', 'A measure is suggested'),
  dismissed: label('建议未采纳', 'Suggestion dismissed'),
  issued: label('已采取措施', 'Measure issued'),
} as const satisfies LabelsOf<OutletStatus>;

/** What became of a phone card that an operator told. */
export const cardOutcome = {
  taken: label('已登记', 'Taken'),
  refused: label('未登记', 'Refused'),
} as const satisfies LabelsOf<'taken' | 'refused'>;

/** Who runs an outlet. */
export const outletOwner = {
  bank: label('银行或支付机构', 'Bank or payment institution'),
  operator: label('电信运营商', 'Telecom operator'),
} as const satisfies LabelsOf<OutletOwner>;

/** What is to be done about a regional measure next. */
export const measureNeed = {
  correction: label('待整改', 'A correction'),
  review: label('待验收', 'A review of the correction'),
  lifting: label('待解除', 'The lifting'),
} as const satisfies LabelsOf<'correction' | 'review' | 'lifting'>;

/** What follows for a station from its place in the ranking. */
export const rankingMeasure = {
  told: label('通报', 'Told'),
  warned: label('警示', 'Warned'),
  listed: label('挂牌', 'Listed'),
} as const satisfies LabelsOf<RankingMeasure>;

export const unranked = {
  'no-residents': label('无常住人口', 'No residents'),
  'population-unknown': label('人口数未知', 'Population unknown'),
} as const satisfies LabelsOf<'no-residents' | 'population-unknown'>;

/** The state of a supervisor's list. */
export const caseload = {
  open: label('未办结', 'Open'),
  closed: label('已办结', 'Closed'),
} as const satisfies LabelsOf<'open' | 'closed'>;

/** Whether a notice interrupts. */
export const noticeClass = {
  urgent: label('即时', 'At once'),
  digest: label('汇总', 'In the digest'),
} as const satisfies LabelsOf<NoticeClass>;

/** What a notice is about. */
export const noticeThing = {
  alert: label('警情', 'Alarm'),
  order: label('止付指令', 'Stop order'),
  case: label('案件', 'Case'),
  'evidence-file': label('证据文件', 'File of evidence'),
  objection: label('异议', 'Objection'),
  'access-request': label('查阅申请', 'Request to see more of a case'),
  'return-round': label('返还', 'Round of return'),
  'return-payment': label('返还划拨', 'Payment of a return'),
  approval: label('审批', 'Approval'),
  'region-notice': label('异地冻结通报', 'Notice to another region'),
  'listed-case': label('挂牌督办案件', 'Listed case'),
  consultation: label('会商', 'Consultation'),
  meeting: label('例会', 'Meeting'),
  proposal: label('标准修订提案', 'Proposal'),
  'standard-line': label('标准', 'Standard'),
  'recorded-decision': label('决定', 'Decision'),
  impact: label('影响测算', 'Count of an impact'),
  'regional-measure': label('区域整治措施', 'Regional measure'),
  outlet: label('网点', 'Outlet'),
  'protective-measure': label('保护性措施', 'Protective measure'),
  'station-ranking': label('派出所排名', 'Ranking of stations'),
  warning: label('预警', 'Warning'),
  'blacklist-entry': label('黑名单条目', 'Entry of the blacklist'),
  'blacklist-list': label('国家名单', 'National list'),
  collision: label('布黑卡碰撞', 'Collision with the blacklist'),
  campaign: label('集群战役', 'Campaign'),
  lead: label('线索', 'Lead'),
} as const satisfies LabelsOf<ToldThing>;

const { alert, order, case: fraudCase, consultation, meeting, approval, proposal, objection, ...further } = noticeThing;

/** What has a name for its id. */
export const namedKind = {
  ...{ agency: label('单位', 'Agency'), bank: label('银行或支付机构', 'Bank or payment institution') },
  ...{ alert, order, case: fraudCase, consultation, meeting, approval, proposal, objection },
  ...{ 'listed-case': further['listed-case'], 'regional-measure': further['regional-measure'] },
  'return-round': further['return-round'],
  warning: further.warning,
} as const satisfies LabelsOf<'agency' | 'bank' | NamedThing>;
