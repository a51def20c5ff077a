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
  ENDPOINT_NOT_ALLOWED: { status: 400, en: 'The endpoint must be a public https address', zh: '接口地址必须为公网 https 地址' },
  KEY_SET_INVALID: { status: 400, en: 'The key set must hold strong public keys only', zh: '公钥集无效' },
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
