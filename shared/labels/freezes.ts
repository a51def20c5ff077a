import type * as z from 'zod';
import type { AlertGrade, alertSources } from '../alerts/model.ts';
import type { victimMarks } from '../alerts/victim.ts';
import type { accountKinds } from '../freezes/account/account-fields.ts';
import type { instructedScopes, orderOrigins } from '../freezes/answers.ts';
import type { outflowMeans as means } from '../freezes/bank-answer/outflows/model.ts';
import { type ResultClass, type ResultCode, resultCodes } from '../freezes/bank-answer/result-codes.ts';
import type { TimeDoubt } from '../freezes/bank-answer/time-doubt.ts';
import type { DocumentKind, RequestFreeze } from '../freezes/model.ts';
import type { BankCheck } from '../freezes/order/bank-checks.ts';
import type { HeightReason } from '../freezes/order/freeze-gates.ts';
import type { InstructionState } from '../freezes/order/given-instruction.ts';
import type { Finding, FreezeCondition, PhoneAttemptOutcome, RightGround } from '../freezes/order/instruction-kinds.ts';
import type { InstructionKind, SendingPurpose } from '../freezes/order/instructions.ts';
import type { Rung } from '../freezes/order/ladder.ts';
import type { OrderFact } from '../freezes/order/order-facts.ts';
import type { OrderStatus } from '../freezes/order/order-status.ts';
import type { OrderMark, WaitsFor } from '../freezes/order/standing.ts';
import type { Contradiction, DeliveryFailure, HoldReason, OrderTimeDoubt, TraceEdge } from '../freezes/order/stop-order.ts';
import type { ScreeningStatus, TellingWay } from '../freezes/screening/model.ts';
import type { Grouping } from '../freezes/stats/groups.ts';
import type { SpanName } from '../freezes/stats/spans.ts';
import type { RegionNoticeStatus, regionNoticeMatters } from '../region-notices/model.ts';
import { type LabelsOf, label, labelsFrom } from './label.ts';

/** 即时查询、紧急止付、快速冻结、及时解冻和资金返还制度. */
const telecomFraudLaw = '《中华人民共和国反电信网络诈骗法》第二十条';
const telecomFraudLawEn = 'Law against telecom and online fraud, art. 20';
/** 关于建立电信网络新型违法犯罪涉案账户紧急止付和快速冻结机制的通知. */
const notice86 = '银发〔2016〕86号';
const notice86En = 'notice 86 of 2016 of the central bank';

export const alertSource = {
  'victim-report': label('群众报警', 'Report of the victim'),
  warning: label('预警', 'Warning'),
  'bank-report': label('银行报告', 'Report of a bank'),
} as const satisfies LabelsOf<(typeof alertSources)[number]>;

/** How a call to a bank came to nothing. */
export const phoneAttempt = {
  'no-answer': label('无人接听', 'No answer'),
  busy: label('占线', 'Busy'),
  'wrong-number': label('号码有误', 'Wrong number'),
} as const satisfies LabelsOf<PhoneAttemptOutcome>;

/** What goes on when an order's turn in line has come. */
export const turnCause = {
  freeze: label('冻结已交银行', 'Its freeze is with the bank'),
  stop: label('本指令的止付仍有效', 'Its own stop still holds'),
  person: label('须民警处理', 'An officer must act'),
} as const satisfies LabelsOf<Extract<OrderFact, { type: 'order.turn-came' }>['data']['by']>;

/** 1 is the highest. */
export const alertGrade = {
  1: label('一级（最高）', 'Grade 1, the highest'),
  2: label('二级', 'Grade 2'),
  3: label('三级', 'Grade 3'),
  4: label('四级', 'Grade 4'),
} as const satisfies LabelsOf<z.infer<typeof AlertGrade>>;

/** By which mark another alarm names the same victim. */
export const victimMark = {
  idNumber: label('身份证号相同', 'The same identity number'),
  phone: label('电话相同', 'The same phone'),
} as const satisfies LabelsOf<(typeof victimMarks)[number]>;

export const orderState = {
  requested: label('已申请止付', 'Stop requested'),
  'in-line': label('轮候', 'Waiting in line'),
  'turned-down': label('未受理', 'Turned down'),
  withdrawn: label('已撤回', 'Taken back'),
  sent: label('已发送银行', 'Sent to the bank'),
  received: label('银行已接收', 'Received by the bank'),
  unanswered: label('银行未答复', 'Not answered'),
  stopped: label('已止付', 'Stopped'),
  returned: label('已退回', 'Returned to the officer'),
  'already-held': label('已被其他指令止付或冻结', 'Held under another order already'),
  failed: label('止付失败', 'Failed'),
  corrected: label('已更正重发', 'Corrected by another order'),
  frozen: label('已冻结', 'Frozen'),
  released: label('已解除', 'Released'),
  expired: label('止付到期', 'Stop expired'),
  lapsed: label('冻结到期失效', 'Freeze lapsed'),
} as const satisfies LabelsOf<OrderStatus>;

export const instruction = {
  stop: label('止付', 'Stop payment'),
  recall: label('撤回止付', 'Take the stop back'),
  extend: label('延长止付', 'Extend the stop'),
  release: label('解除止付', 'Release the stop'),
  freeze: label('冻结', 'Freeze'),
  renew: label('续冻', 'Renew the freeze'),
  unfreeze: label('解除冻结', 'End the freeze'),
  narrow: label('减少控制金额', 'Hold a smaller sum'),
} as const satisfies LabelsOf<InstructionKind>;

/** The ground in law on which a bank must carry out an instruction, as it stands on its paper. */
export const legalBasis = {
  stop: label(`${telecomFraudLaw}；${notice86}`, `${telecomFraudLawEn}; ${notice86En}`),
  recall: label(`${telecomFraudLaw}（撤回止付）`, `${telecomFraudLawEn} (the stop is taken back)`),
  extend: label(`${telecomFraudLaw}；${notice86}（延长止付）`, `${telecomFraudLawEn}; ${notice86En} (extension)`),
  release: label(`${telecomFraudLaw}；${notice86}（解除止付）`, `${telecomFraudLawEn}; ${notice86En} (release)`),
  freeze: label(
    `《中华人民共和国刑事诉讼法》第一百四十四条；${telecomFraudLaw}`,
    `Criminal procedure law, art. 144; ${telecomFraudLawEn}`,
  ),
  renew: label('《中华人民共和国刑事诉讼法》第一百四十四条（续冻）', 'Criminal procedure law, art. 144 (renewal)'),
  unfreeze: label('《中华人民共和国刑事诉讼法》第一百四十五条', 'Criminal procedure law, art. 145'),
  narrow: label('《中华人民共和国刑事诉讼法》第一百四十五条（部分解除）', 'Criminal procedure law, art. 145 (in part)'),
} as const satisfies LabelsOf<InstructionKind>;

/** On what ground money goes free although the officers who ordered did not ask for it. */
export const rightGround = {
  objection: label('异议成立', 'An objection was upheld'),
  screening: label('经甄别与案件无关', 'The screening found it unlinked'),
  'screening-term': label('逾期未作出甄别结论', 'No finding in the term of the screening'),
} as const satisfies LabelsOf<RightGround['by']>;

export const screeningState = {
  open: label('待甄别', 'Open'),
  found: label('已作出结论', 'Found'),
  lapsed: label('逾期未甄别', 'No finding in the term'),
  ended: label('随冻结终止', 'Ended with the freeze'),
} as const satisfies LabelsOf<ScreeningStatus>;

export const finding = {
  linked: label('与案件有关', 'Linked'),
  'partly-linked': label('部分与案件有关', 'Linked in part'),
  unlinked: label('与案件无关', 'Not linked'),
} as const satisfies LabelsOf<Finding>;

/** How the owner of money that goes free was told. */
export const tellingWay = {
  'in-person': label('当面告知', 'In person'),
  telephone: label('电话告知', 'By telephone'),
  letter: label('书面告知', 'By letter'),
  'by-bank': label('由银行转告', 'By the bank'),
} as const satisfies LabelsOf<TellingWay>;

/** Why the head of the prefecture decides on a freeze. */
export const heightReason = {
  major: label('重大、复杂案件', 'A major or complex case'),
  sum: label('金额巨大', 'A great sum'),
  'at-once': label('一次冻结账户数量多', 'Many accounts at once'),
  'in-case': label('全案冻结账户数量多', 'Many accounts of the case'),
  'whole-at-once': label('一次全额冻结账户数量多', 'Many whole accounts at once'),
  'whole-in-case': label('全案全额冻结账户数量多', 'Many whole accounts of the case'),
} as const satisfies LabelsOf<HeightReason>;

export const regionNoticeState = {
  counting: label('未达通报数量', 'Below the limits'),
  due: label('待发出', 'To be sent'),
  sent: label('已发出', 'Sent'),
  acknowledged: label('已获回执', 'Acknowledged'),
} as const satisfies LabelsOf<RegionNoticeStatus>;

/** What is overdue of a notice to another region. */
export const regionNoticeMatter = {
  sending: label('发出通报', 'That it is sent'),
  acknowledgement: label('对方回执', 'That the local unit acknowledges it'),
} as const satisfies LabelsOf<(typeof regionNoticeMatters)[number]>;

export const instructionState = {
  open: label('待答复', 'Waiting for an answer'),
  answered: label('已答复', 'Answered'),
  replaced: label('已被新的要求取代', 'Replaced by another'),
  expired: label('已到期', 'Expired'),
} as const satisfies LabelsOf<InstructionState>;

/** What a push to a bank is for. */
export const sendingPurpose = {
  order: label('止付指令', 'The order'),
  reminder: label('催办', 'A reminder'),
  instruction: label('后续指令', 'An instruction after the stop'),
  retry: label('重新询问', 'Asked again'),
} as const satisfies LabelsOf<z.infer<typeof SendingPurpose>>;

export const urgency = {
  normal: label('普通', 'Normal'),
  urgent: label('紧急', 'Urgent'),
} as const satisfies LabelsOf<RequestFreeze['urgency']>;

export const accountKind = {
  personal: label('个人账户', 'Personal account'),
  corporate: label('单位账户', 'Corporate account'),
} as const satisfies LabelsOf<(typeof accountKinds)[number]>;

/** How much of an account an instruction is for. */
export const stopScope = {
  account: label('整个账户', 'The whole account'),
  sum: label('限额', 'A sum'),
  transaction: label('单笔交易', 'One transaction'),
} as const satisfies LabelsOf<(typeof instructedScopes)[number]>;

/** The members that a bank has to check before it stops. */
export const bankCheck = {
  'account-name': label('户名', 'Name of the account'),
  'account-number': label('账号', 'Account number'),
  transaction: label('交易', 'Transaction'),
  amount: label('金额', 'Amount'),
  time: label('交易时间', 'Time of the transfer'),
} as const satisfies LabelsOf<BankCheck>;

export const documentKind = {
  'filing-decision': label('立案决定书', 'Filing decision'),
  'freeze-notice': label('协助冻结财产通知书', 'Freeze notice'),
  'stop-form': label('紧急止付申请表', 'Form of an urgent stop'),
  'renewal-notice': label('协助继续冻结财产通知书', 'Renewal notice'),
  'release-notice': label('协助解除冻结财产通知书', 'Release notice'),
  other: label('其他文书', 'Another paper'),
} as const satisfies LabelsOf<z.infer<typeof DocumentKind>>;

export const orderOrigin = {
  requested: label('民警申请', 'Requested by officers'),
  correction: label('更正', 'A correction'),
  onward: label('资金追踪', 'Followed money'),
} as const satisfies LabelsOf<(typeof orderOrigins)[number]>;

export const waitsOn = {
  bank: label('等待银行', 'Waits for the bank'),
  police: label('等待公安', 'Waits for the police'),
} as const satisfies LabelsOf<WaitsFor>;

/** What a freeze needs. */
export const freezeCondition = {
  state: label('止付有效或在轮候中', 'The stop runs, or the order waits in line'),
  pending: label('银行没有待答复的指令', 'No other instruction is with the bank'),
  officers: label('两名民警签署', 'Two officers sign'),
  account: label('账户明确，未被其他指令冻结', 'The account is known, and no other order has frozen it'),
  filing: label('案件已立案', 'The case is filed'),
  notice: label('协助冻结财产通知书', 'The freeze notice'),
  contact: label('24 小时联系人和值班电话', 'A contact who answers day and night'),
  approval: label('负责人批准', 'The approval of the head'),
  necessity: label('冻结整个账户的必要性说明', 'Why the whole account has to be frozen'),
  papers: label('文书数量未达上限', 'Room for another paper'),
} as const satisfies LabelsOf<FreezeCondition>;

/** How a condition of a freeze stands. */
export const conditionStands = {
  met: label('已具备', 'Met'),
  missing: label('未具备', 'Missing'),
  'with-act': label('冻结时填写', 'To be given with the freeze'),
} as const satisfies LabelsOf<'met' | 'missing' | 'with-act'>;

/** The rungs of the ladder while a bank is silent. */
export const orderRung = {
  remind: label('提醒银行', 'The bank is reminded'),
  'duty-officer': label('通知值班民警', 'The duty officer is told'),
  supervisor: label('通知督办负责人', 'The supervisor is told'),
  breach: label('超过 30 分钟', 'Thirty minutes are over'),
} as const satisfies LabelsOf<z.infer<typeof Rung>>;

export const deliveryFailure = {
  timeout: label('超时', 'No answer in time'),
  network: label('网络不通', 'No connection'),
  status: label('返回错误状态', 'The endpoint answered with an error'),
  'circuit-open': label('接口连续失败，暂停推送', 'Paused, because the endpoint kept failing'),
} as const satisfies LabelsOf<DeliveryFailure>;

export const timeDoubt = {
  'before-order': label('早于指令下达', 'Before the bank was asked'),
  'in-future': label('晚于当前时间', 'In the future'),
  'differs-from-first': label('与首次所报时间不同', 'Differs from the time named first'),
} as const satisfies LabelsOf<TimeDoubt['reason']>;

/** Which statement of a bank the doubtful time is of, where it is not the result. */
export const timeDoubtOf = {
  receipt: label('接收时间', 'The receipt'),
} as const satisfies LabelsOf<NonNullable<OrderTimeDoubt['of']>>;

/** A channel that is not the usual one. */
export const answerChannel = { phone: label('电话', 'Telephone') } as const satisfies LabelsOf<'phone'>;
export const sendingChannel = {
  push: label('推送', 'Pushed by Cordon'),
  pull: label('拉取', 'Pulled by the bank'),
} as const satisfies LabelsOf<'push' | 'pull'>;

/** How money left an account. */
export const outflowMeans = {
  account: label('转至账户', 'To an account'),
  cash: label('取现', 'Cash'),
  'card-payment': label('刷卡消费', 'Card payment'),
  wallet: label('转至支付账户', 'To a wallet'),
  'virtual-currency': label('虚拟货币', 'Virtual currency'),
  abroad: label('境外', 'Abroad'),
  other: label('其他', 'Other'),
} as const satisfies LabelsOf<(typeof means)[number]>;

/** What became of a way that the money took. */
export const traceStep = {
  opened: label('已对下一级账户止付', 'Another order was opened'),
  joined: label('并入已有指令', 'It led to a standing order'),
  cut: label('不再追踪', 'Not followed'),
  held: label('待人工决定', 'Held for a person to decide'),
} as const satisfies LabelsOf<TraceEdge['how']>;

export const traceCut = {
  'before-transfer': label('早于被骗转账', 'Before the transfer of the fraud'),
  'below-minimum': label('金额低于下限', 'Below the minimum'),
  'too-many-tiers': label('超过追踪层级', 'Beyond the last tier'),
  'too-many-children': label('下级账户过多', 'Too many next accounts'),
  'nothing-left-to-trace': label('涉诈金额已追踪完毕', 'Nothing is left to trace'),
  cycle: label('资金回流', 'The money came back in a circle'),
  'stop-limit': label('该账户止付次数已达上限', 'The account has no stop left'),
  declined: label('民警决定不追踪', 'Officers declined to follow'),
  'not-an-account': label('去向不是账户', 'It leads to no account'),
  'account-missing': label('缺少账户信息', 'The account is missing'),
  'bank-unknown': label('银行未登记', 'The bank is not registered'),
  incomplete: label('信息不完整', 'Not complete'),
  'other-currency': label('外币', 'Another currency'),
  'in-future': label('时间晚于当前时间', 'In the future'),
} as const satisfies LabelsOf<NonNullable<TraceEdge['cut']>>;

/** A contradiction in what the bank says of an account. */
export const contradiction = {
  'no-such-account': label('账户不存在却有资金流出', 'No such account, and yet money left it'),
  'after-stop': label('止付后仍有资金流出', 'Money left after the stop'),
  'more-than-came-in': label('流出金额大于流入金额', 'More left than came in'),
} as const satisfies LabelsOf<Contradiction['rule']>;

export const traceHold = {
  'order-bound': label('该指令的追踪数量已达上限', 'The bound of the order is reached'),
  'alarm-bound': label('该警情的追踪数量已达上限', 'The bound of the alarm is reached'),
  'bank-hour-bound': label('该银行一小时内的追踪数量已达上限', 'The bound of the bank and hour is reached'),
  'alarm-withdrawn': label('警情已撤销', 'The alarm was withdrawn'),
  ...contradiction,
} as const satisfies LabelsOf<HoldReason>;

/** Why the money was not followed further, or waits, on a way between two accounts. */
export const traceReason = { ...traceCut, ...traceHold } as const satisfies LabelsOf<NonNullable<TraceEdge['cut']> | HoldReason>;

/** How the trace treated the money on a way between two accounts. */
export const accountWay = {
  followed: label('已追踪', 'Followed'),
  cut: label('不再追踪', 'Not followed'),
  held: label('待人工决定', 'Held for a person to decide'),
} as const satisfies LabelsOf<'followed' | 'cut' | 'held'>;

/** Why an order needs an eye. */
export const orderMark = {
  returned: label('已退回，待更正', 'Sent back: correct it'),
  'already-held': label('账户已被控制，待决定', 'Held under another order: decide'),
  unanswered: label('银行逾一日未答复', 'Silent for a day'),
  telephone: label('须电话联系银行', 'Telephone the bank'),
  'term-ends': label('期限将至', 'Its term ends soon'),
  'term-over': label('期限已过，待处理', 'Its term is over'),
  'turn-came': label('轮候已到，止付次数已满', 'Its turn came with no stop left'),
  'outflows-held': label('资金流出待决定', 'Outflows wait for a decision'),
  silent: label('银行未答复', 'The bank is silent'),
  disputed: label('银行答复存在争议', 'In dispute'),
} as const satisfies LabelsOf<OrderMark>;

const codesInChinese = {
  '0000': '成功',
  '0100': '身份信息有误',
  '0200': '金额有误',
  '0300': '账户不存在',
  '0301': '户名与账号不符',
  '0302': '受保护账户',
  '0303': '卡已挂失',
  '0304': '账户其他异常',
  '0400': '未找到原指令',
  '0500': '字段缺失',
  '0501': '字段内容无法识别',
  '0600': '缺少法律文书',
  '0700': '缺少机构信息',
  '0701': '机构信息有误',
  '0800': '缺少日期',
  '0801': '日期有误',
  '0900': '已处理过',
  '1000': '不支持该业务',
  '1100': '银行系统无法连接',
  '1101': '平台无法连接',
  '1200': '余额不足',
  '1300': '处理失败',
  '1301': '账户已止付',
  '1302': '账户已限额冻结',
  '1303': '账户已全额冻结',
  '1304': '超过允许的止付次数',
  '1800': '止付到期后申请延期',
  '1900': '止付到期后申请解除',
} as const satisfies Readonly<Record<ResultCode, string>>;

/** A bank's result code (业务应答码). The English words are those of the table of codes. */
export const resultCode = labelsFrom(codesInChinese, (code) => resultCodes[code].meaning);

/** What Cordon does with a result. */
export const resultClass = {
  stopped: label('已执行', 'Done'),
  partly: label('部分执行', 'Done in part'),
  fix: label('须更正后重发', 'To be corrected'),
  papers: label('须补充文书', 'A paper is missing'),
  already: label('已被止付或冻结', 'Held already'),
  retry: label('须重试', 'To be asked again'),
  final: label('无法执行', 'Cannot be done'),
} as const satisfies LabelsOf<ResultClass>;

/** By what figures are told apart. */
export const grouping = {
  bank: label('按银行', 'By bank'),
  district: label('按区', 'By district'),
  month: label('按月', 'By month'),
  day: label('按日', 'By day'),
  hour: label('按小时', 'By hour'),
} as const satisfies LabelsOf<Grouping>;

/** The times between the moments T0 to T7 of an order that figures are counted of. */
export const figureSpan = {
  requested: label('警情至申请止付（T0 至 T1）', 'Alarm to request (T0 to T1)'),
  sent: label('申请至发送银行（T1 至 T2）', 'Request to sending (T1 to T2)'),
  received: label('发送至银行接收（T2 至 T3）', 'Sending to receipt (T2 to T3)'),
  answered: label('接收至答复（T3 至 T4）', 'Receipt to answer (T3 to T4)'),
  stopped: label('警情至止付生效（T0 至 T5）', 'Alarm to money stopped (T0 to T5)'),
  filed: label('警情至立案（T0 至 T6）', 'Alarm to filing (T0 to T6)'),
  frozen: label('立案至冻结（T6 至 T7）', 'Filing to freeze (T6 to T7)'),
  returned: label('冻结到首笔返还', 'Freeze to the first money returned'),
} as const satisfies LabelsOf<SpanName | 'stopped'>;
