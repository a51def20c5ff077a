import * as z from 'zod';
import { type RefusalCode, refusalCodes } from '../kernel/refusals.ts';

interface Meaning {
  readonly status: number;
  readonly en: string;
  readonly zh: string;
}

/** Every code's status and titles. Exhaustive: a code without a row does not compile, and there is no default. */
export const problems: Readonly<Record<RefusalCode, Meaning>> = {
  INPUT_INVALID: { status: 400, en: 'The input breaks a rule', zh: '输入不符合规则' },
  JSON_MALFORMED: { status: 400, en: 'The body is not well-formed JSON', zh: '请求体不是有效的 JSON' },
  JSON_TOO_DEEP: { status: 400, en: 'The body is nested too deep', zh: '请求体嵌套层级过深' },
  CONTENT_TYPE_UNSUPPORTED: { status: 415, en: 'The body must be application/json', zh: '请求体必须为 application/json' },
  BODY_TOO_LARGE: { status: 413, en: 'The body is too large', zh: '请求体过大' },
  CURSOR_INVALID: { status: 400, en: 'The cursor is not of this list, or has expired', zh: '游标无效或已过期' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, en: 'The idempotency key was used for another command', zh: '幂等键已用于其他请求' },
  VERSION_CONFLICT: { status: 412, en: 'Somebody changed it before you', zh: '对象已被他人更改' },
  BUSY: { status: 503, en: 'Too many changes at once; try again', zh: '同时更改过多，请重试' },
  ROUTE_NOT_FOUND: { status: 404, en: 'There is no such path', zh: '路径不存在' },
  INTERNAL: { status: 500, en: 'Something broke on our side', zh: '系统内部错误' },
  TOKEN_CLAIMS_INVALID: { status: 403, en: 'The token does not say who is calling', zh: '令牌缺少有效的身份信息' },
  ACTION_NOT_ALLOWED: { status: 403, en: 'Your agency may not do this', zh: '贵单位无权执行此操作' },
  NOT_FOUND: { status: 404, en: 'There is no such thing, or not for you', zh: '对象不存在或不可见' },
  SIGNATURE_REQUIRED: { status: 401, en: 'The body must be signed', zh: '请求体必须签名' },
  SIGNATURE_INVALID: { status: 401, en: 'The signature does not fit the body and your keys', zh: '签名与请求体或登记公钥不符' },
  AGENCY_UNKNOWN: { status: 400, en: 'No such agency is registered', zh: '单位未登记或已撤销' },
  AGENCY_UNFIT: { status: 400, en: 'The agency cannot be what it is named for', zh: '所列单位的类型或辖区不符' },
  AGENCY_ID_TAKEN: {
    status: 409,
    en: 'The id is that of a bank, of another agency, or of Cordon itself',
    zh: '该标识已被银行、其他单位或系统占用',
  },
  ROLE_UNFIT: { status: 400, en: 'Nobody with this role in the agency could see it', zh: '该单位的此类人员不能查看' },
  TIME_TOO_LONG_AGO: { status: 400, en: 'A time lies too long ago', zh: '时间过早' },
  TIME_BEFORE_ALARM: { status: 400, en: 'A time lies before the alarm', zh: '时间早于接警时间' },
  TIME_IN_FUTURE: { status: 400, en: 'A time lies in the future', zh: '时间晚于当前时间' },
  SAME_OFFICER_TWICE: { status: 400, en: 'Two different officers must sign', zh: '须由两名不同的民警签署' },
  DUPLICATE_ACCOUNT: { status: 400, en: 'An account is named twice', zh: '账户重复' },
  BANK_UNKNOWN: { status: 400, en: 'A bank is not registered', zh: '银行未登记' },
  STOP_LIMIT_REACHED: { status: 409, en: 'The account was stopped as often as is allowed', zh: '该账户止付次数已达上限' },
  ORDER_STATE_FORBIDS: { status: 409, en: 'The order is in a state that does not allow this', zh: '指令当前状态不允许此操作' },
  INSTRUCTION_PENDING: { status: 409, en: 'The bank has not answered the last instruction', zh: '银行尚未答复上一指令' },
  INSTRUCTION_NOT_PENDING: { status: 409, en: 'No instruction awaits an answer', zh: '没有待答复的指令' },
  RESULT_CONFLICT: {
    status: 409,
    en: 'Another result was given before; recorded as a dispute',
    zh: '与先前结果不一致，已记录争议',
  },
  RESULT_INCOMPLETE: { status: 400, en: 'The result lacks what its code requires', zh: '结果缺少该应答码所需字段' },
  EXTENSION_NOT_ALLOWED: { status: 409, en: 'The stop may not be extended', zh: '该止付不得延长' },
  ACCOUNT_FROZEN: { status: 409, en: 'The account is frozen under another order', zh: '该账户已被其他指令冻结' },
  TOO_MANY_DOCUMENTS: { status: 409, en: 'The order has as many documents as it may have', zh: '该指令的文书数量已达上限' },
  CASE_NOT_FILED: { status: 409, en: 'Nothing may be frozen before the case is filed', zh: '未立案不得冻结' },
  DOCUMENT_MISSING: { status: 409, en: 'A required document is missing', zh: '缺少必需的法律文书' },
  APPROVAL_MISSING: { status: 409, en: 'The required approval is missing', zh: '缺少必需的审批' },
  TERM_EXPIRED: { status: 409, en: 'The term has ended', zh: '期限已届满' },
  RENEWAL_TOO_EARLY: { status: 409, en: 'It is too early to renew', zh: '尚未到续冻时间' },
  RENEWAL_TOO_LONG: { status: 409, en: 'A renewal may not be longer than the first term', zh: '续冻期限不得超过首次期限' },
  CASE_STATE_FORBIDS: { status: 409, en: 'The case is in a state that does not allow this', zh: '案件当前状态不允许此操作' },
  CASE_ITEM_UNKNOWN: { status: 400, en: 'Something named here is not known, or not to you', zh: '所引用的对象不存在或不可见' },
  CASE_FULL: { status: 409, en: 'The case file holds as many of these as it can', zh: '案卷中该类条目已达上限' },
  CASE_ALREADY_FILED: { status: 409, en: 'The case is filed already, under another number', zh: '案件已立案' },
  CASE_NUMBER_TAKEN: { status: 409, en: 'Another case is filed under this number', zh: '该案件编号已被其他案件使用' },
  CASE_WITH_ITSELF: { status: 400, en: 'A case is not merged or linked with itself', zh: '案件不能与自身合并或关联' },
  ALERT_IN_OTHER_CASE: { status: 409, en: 'The alert belongs to another case', zh: '该警情已归入其他案件' },
  MUST_DONE_BEFORE: { status: 409, en: 'This is recorded as done already', zh: '该项已登记完成' },
  SHARE_WITH_OWN_AGENCY: { status: 400, en: 'A case is not shared with the agency whose it is', zh: '不能向本单位共享' },
  SHARE_END_IN_PAST: { status: 400, en: 'The share would have ended already', zh: '共享截止时间早于当前时间' },
  SHARE_TOO_LONG: { status: 400, en: 'A share may not last so long', zh: '共享期限超过上限' },
  CASE_ITEM_IN_USE: { status: 409, en: 'Something else in the case names this', zh: '案卷中其他条目引用了该条目' },
  STATION_COUNTED: { status: 409, en: 'The filing is counted for its station', zh: '立案已计入派出所统计，不得更改派出所' },
  FILED_AS_OTHER_CASE: {
    status: 409,
    en: 'The filing is that of a case that was merged into this one, and counts as it did there',
    zh: '立案沿用被并入案件，派出所统计以该案为准',
  },
  FREEZE_RESTS_ON_FILING: { status: 409, en: 'A freeze rests on the filing of this case', zh: '该警情的冻结以本案立案为依据' },
  TOO_MANY_STOPS: {
    status: 409,
    en: 'More stops of the alert are in force than can leave the filed case at once',
    zh: '该警情生效中的止付过多，暂不能移出已立案案件',
  },
  ENDPOINT_NOT_ALLOWED: { status: 400, en: 'The endpoint must be a public https address', zh: '接口地址必须为公网 https 地址' },
  KEY_SET_INVALID: { status: 400, en: 'The key set must hold strong public keys only', zh: '公钥集无效' },
  CONSULTATION_STATE_FORBIDS: {
    status: 409,
    en: 'The consultation is in a state that does not allow this',
    zh: '会商当前状态不允许此操作',
  },
  CONSULTATION_FULL: { status: 409, en: 'The consultation has as many of these as it can hold', zh: '会商该类内容已达上限' },
  PARTY_TWICE: { status: 400, en: 'An agency is named twice, or is the one that convenes', zh: '参加单位重复或与召集单位相同' },
  PARTY_UNKNOWN: { status: 400, en: 'An agency named is no party that has accepted', zh: '所列单位不是已接受会商的参加单位' },
  PARTY_ANSWERED: { status: 409, en: 'Your agency has accepted already', zh: '贵单位已接受会商' },
  QUESTION_UNKNOWN: { status: 400, en: 'The consultation has no such question', zh: '会商没有该问题' },
  EVIDENCE_UNKNOWN: { status: 400, en: 'There is no such evidence, or not for you', zh: '证据不存在或不可见' },
  EVIDENCE_REQUEST_CLOSED: { status: 409, en: 'The evidence request was answered or dropped', zh: '补证请求已答复或已取消' },
  BUNDLE_VERSION_UNKNOWN: { status: 400, en: 'There is no such version of the evidence bundle', zh: '证据材料没有该版本' },
  OPINION_ON_OLDER_BUNDLE: {
    status: 409,
    en: 'Your agency has given its opinion on a later version of the evidence bundle',
    zh: '贵单位已就更新版本的证据材料出具意见',
  },
  DUE_DATE_PAST: { status: 400, en: 'A due date lies in the past', zh: '期限早于当前时间' },
  OPINION_MISSING: {
    status: 409,
    en: 'A party that accepted has given no opinion, or the one that concludes not on every question',
    zh: '有参加单位尚未出具意见，或作出结论的单位未就全部问题出具意见',
  },
  EXCUSE_NOT_ALLOWED: {
    status: 400,
    en: 'Neither the agency that concludes nor the one that convened is excused',
    zh: '作出结论的单位和召集单位不得免于出具意见',
  },
  FINDING_MISSING: { status: 400, en: 'Each question needs one finding', zh: '每个问题须有一项结论' },
  ACTION_DONE: { status: 409, en: 'The action was done before', zh: '该事项已办结' },
  CLOCK_RUNNING: {
    status: 409,
    en: 'Such a clock runs already, or ran out and was not stopped',
    zh: '同类期限已在计算，或已届满而未停止计算',
  },
  CLOCK_STOPPED: { status: 409, en: 'The clock has been stopped', zh: '该期限已停止计算' },
  CLOCK_OF_OTHER_PARTY: {
    status: 409,
    en: 'A clock is stopped by the party that set it going, or by the convener',
    zh: '期限仅可由启动单位或召集单位停止计算',
  },
  CLOCK_EXTENSION_NOT_ALLOWED: { status: 409, en: 'The law gives no such extension of this term', zh: '该期限依法不得如此延长' },
  SUPPLEMENTS_USED_UP: {
    status: 409,
    en: 'Supplementary investigation was ordered as often as is allowed',
    zh: '补充侦查次数已达上限',
  },
  MEETING_STATE_FORBIDS: {
    status: 409,
    en: 'The meeting is in a state that does not allow this',
    zh: '例会当前状态不允许此操作',
  },
  MEETING_NOT_BEGUN: { status: 409, en: 'The meeting has not begun', zh: '例会尚未开始' },
  MEASURE_UNKNOWN: { status: 400, en: 'There is no such measure', zh: '没有该度量指标' },
  THRESHOLD_NEGATIVE: { status: 400, en: 'A threshold must not be negative', zh: '起点不得为负数' },
  THRESHOLD_NOT_INTEGER: { status: 400, en: 'A threshold must be a whole number', zh: '起点必须为整数' },
  OPERATOR_UNFIT: { status: 400, en: 'The comparison does not fit the measure', zh: '比较方式与度量指标不符' },
  FACT_UNFIT: { status: 400, en: 'The value does not fit the measure', zh: '事实的值与度量指标不符' },
  HEADLINE_NOT_IN_RULE: {
    status: 400,
    en: 'What the standard says of itself must stand in its amount, and no way to meet its rule over those measures may ask for less',
    zh: '标准摘要须见于数额规则，且涉及同一指标的任何情形不得低于摘要所列数额',
  },
  PERIOD_INVALID: { status: 400, en: 'The last day lies before the first', zh: '失效日期早于生效日期' },
  STANDARD_OVERLAP: {
    status: 409,
    en: 'Another standard holds in that time for the same district and criterion, or was adopted to begin then',
    zh: '同一地区同一事项的标准有效期重叠，或已采纳同日生效的标准',
  },
  STANDARD_NOT_CURRENT: { status: 409, en: 'The standard named is not held at present', zh: '所指标准已被取代或撤销' },
  PROPOSAL_STATE_FORBIDS: {
    status: 409,
    en: 'The proposal is in a state that does not allow this',
    zh: '提案当前状态不允许此操作',
  },
  PROPOSAL_DATE_PASSED: { status: 409, en: 'The day from which it is to hold has begun', zh: '拟生效日期已到' },
  DISTRICT_NOT_ASKED: { status: 409, en: 'The proposal does not concern your district', zh: '该提案不涉及贵区' },
  DECISION_RECORDED_ALREADY: {
    status: 409,
    en: 'A decision of that day is recorded under this case number, and says otherwise',
    zh: '该案件编号当日的决定已登记，且内容不同',
  },
  LISTING_STATE_FORBIDS: {
    status: 409,
    en: 'The listing is in a state that does not allow this',
    zh: '挂牌当前状态不允许此操作',
  },
  LISTING_FULL: { status: 409, en: 'The listing holds as many of these as it can', zh: '挂牌该类记录已达上限' },
  LISTING_GROUNDS_MISSING: {
    status: 400,
    en: 'No rule suggests the listing, and no ground was given',
    zh: '不符合挂牌条件且未说明挂牌理由',
  },
  CASE_LISTED_ALREADY: { status: 409, en: 'The case is listed, or proposed for it, already', zh: '案件已挂牌或已申请挂牌' },
  UNIT_TWICE: {
    status: 400,
    en: 'The bureau unit and the district unit must be different agencies',
    zh: '市局责任单位与分局责任单位不得相同',
  },
  APPROVER_IS_PROPOSER: { status: 409, en: 'Who proposed the listing may not approve it', zh: '申请人不得审批本人的挂牌申请' },
  SUPERVISOR_IS_RESPONSIBLE: {
    status: 409,
    en: 'The agency that supervises a listed case may not be responsible for it',
    zh: '督办单位不得同时为责任单位',
  },
  PROGRESS_BACKWARDS: {
    status: 409,
    en: 'The totals fall below those reported before; say why',
    zh: '累计数低于此前报告，须说明更正原因',
  },
  RETURNED_OVER_LOSS: {
    status: 409,
    en: 'No more can be given back than was lost in the case, as far as it is known',
    zh: '返还金额不得超过案件已知损失金额',
  },
  LISTING_EXTENSIONS_USED_UP: {
    status: 409,
    en: 'The listing was extended as often as is allowed',
    zh: '该案延期次数已达上限',
  },
  EXTENSION_BY_RESPONSIBLE_UNIT: {
    status: 409,
    en: 'A responsible unit may ask for more time, not give it to itself',
    zh: '责任单位可申请延期，不得自行批准延期',
  },
  EXTENSION_NOT_REQUESTED: { status: 409, en: 'No request for more time awaits an answer', zh: '没有待答复的延期申请' },
  APPROVAL_USED_BEFORE: {
    status: 409,
    en: 'This approval was used in this listing before; a new step needs a new one',
    zh: '该批准文书已在本次挂牌中使用，须另行报批',
  },
  LISTING_OF_OTHER_SUPERVISOR: {
    status: 409,
    en: 'Another agency supervises this case, and only it may do this',
    zh: '该案由其他单位督办，仅督办单位可执行此操作',
  },
  LISTING_EXTENSION_TOO_LONG: { status: 400, en: 'One extension may not be so long', zh: '单次延期超过上限' },
  DELISTING_BY_RESPONSIBLE_UNIT: {
    status: 409,
    en: 'A responsible unit may not delist its own case',
    zh: '责任单位不得自行摘牌',
  },
  DELISTING_REASON_MISSING: {
    status: 409,
    en: 'The aim is not reached; delisting needs a reason',
    zh: '未达督办目标，摘牌须说明理由',
  },
  HAND_OVER_BY_RESPONSIBLE_UNIT: {
    status: 409,
    en: 'A responsible unit may not say who supervises its case',
    zh: '责任单位不得移交本单位案件的督办权',
  },
  SUPERVISES_ALREADY: { status: 400, en: 'That agency supervises the case already', zh: '该单位已是督办单位' },
  MEASURE_STATE_FORBIDS: {
    status: 409,
    en: 'The measure is in a state that does not allow this',
    zh: '整治措施当前状态不允许此操作',
  },
  MEASURE_FULL: { status: 409, en: 'The measure holds as many of these as it can', zh: '整治措施该类记录已达上限' },
  MEASURE_NEEDS_CITY: { status: 409, en: 'Measures on a whole district are for the city', zh: '对区的整治措施须由市级作出' },
  CORRECTION_EVIDENCE_MISSING: { status: 409, en: 'No evidence of correction was handed in', zh: '尚未提交整改证明' },
  CORRECTION_NOT_ACCEPTED: { status: 409, en: 'The correction has not been accepted', zh: '整改尚未验收' },
  STATION_FULL: {
    status: 409,
    en: 'The station has as many versions of its population as it can hold',
    zh: '派出所人口版本已达上限',
  },
  MONTH_NOT_OVER: { status: 409, en: 'The month is not over', zh: '该月尚未结束' },
  NO_STATION_TO_RANK: { status: 409, en: 'No station has a population to be ranked by', zh: '没有可供排名的派出所人口数据' },
  RANKING_PUBLISHED: {
    status: 409,
    en: 'The ranking of this month is published, and stays as it is',
    zh: '该月排名已公布，不得更改',
  },
};

/** One broken rule of the input: where (a JSON pointer into the part named) and what the rule is. Never the value. */
const FieldError = z.object({ in: z.enum(['body', 'query', 'header', 'path']), path: z.string(), rule: z.string() });
export type FieldError = Readonly<z.infer<typeof FieldError>>;

/** The body of a problem (RFC 9457). Beyond these it holds the details of the code: counts, versions, states. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(refusalCodes),
  correlationId: z.string(),
  errors: z.array(FieldError).optional(),
});
type Problem = z.infer<typeof Problem>;

/**
 * The problem that tells of a refusal.
 *
 * @param detail what a caller may see beyond the code: counts, versions, states
 * @param language `Accept-Language`, as it came in
 */
export function problemBody(
  code: RefusalCode,
  detail: Readonly<Record<string, unknown>>,
  correlationId: string,
  language: string | undefined,
): Problem {
  const { status, [languageOf(language)]: title } = problems[code];
  return { ...detail, type: `urn:cordon:problem:${code.toLowerCase().replaceAll('_', '-')}`, title, status, code, correlationId };
}

/**
 * The language of a problem's title: Chinese where it stands before English in the caller's languages.
 *
 * @param language `Accept-Language`, as it came in
 */
export function languageOf(language: string | undefined): 'zh' | 'en' {
  const wanted = (language ?? '')
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = Number(
        parameters
          .find((parameter) => parameter.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? '1',
      );
      return { tag: tag.trim(), weight: Number.isNaN(weight) ? 0 : weight, place };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(?:zh|en)(?:-|$)/.test(tag))
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place);
  return wanted[0]?.tag.startsWith('zh') === true ? 'zh' : 'en';
}
