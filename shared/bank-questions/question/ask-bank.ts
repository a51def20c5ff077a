import type { StopOrder } from '../../freezes/order/stop-order.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import type { Officer } from '../../kernel/people.ts';
import { plus } from '../../kernel/time.ts';
import type { AnswerQuestion, AskedOfBank, QuestionReading } from './bodies.ts';
import type { Asked, BankQuestion } from './model.ts';
import type { BankQuestionFact } from './question-facts.ts';
import { questionLifecycle } from './question-lifecycle.ts';

/** The account of the order that a bank can be asked about. */
type KnownAccount = BankQuestion['account'];

/**
 * The account of an order, as its bank is asked about it.
 *
 * @returns it, or QUESTION_NEEDS_ACCOUNT if the order is of one transaction, of which no account is known
 */
export function accountOf({
  account,
}: Pick<StopOrder, 'account'>): { readonly kind: 'account'; readonly account: KnownAccount } | Refusal {
  const { accountName, accountNumber, accountKind } = account;
  if (accountNumber === undefined || accountKind === undefined) return refuse('QUESTION_NEEDS_ACCOUNT');
  return { kind: 'account', account: { ...(accountName === undefined ? {} : { accountName }), accountNumber, accountKind } };
}

/** Why it is asked, and who signs. */
interface Signed {
  readonly reason: string;
  readonly officers: readonly Officer[];
}

/** Until when the bank's answer to a question of this kind is due (policy `bank-question.due-…`). */
export function dueBy({ instruction }: Pick<Asked, 'instruction'>, { now, policy }: Pick<Context, 'now' | 'policy'>): string {
  return plus(now, policy.amount(`bank-question.due-${instruction}`, now));
}

/**
 * Puts a question to the bank of an order. The context whose answer it is decides before whether it may be asked, and keeps the answer.
 *
 * @param instructionId a fresh one
 */
export function questionAsked(
  order: Pick<StopOrder, 'orderId' | 'alertId' | 'district' | 'account'>,
  {
    asked,
    account,
    instructionId,
    agency,
    reason,
    officers,
    dueAt,
  }: Signed & {
    readonly asked: Asked;
    readonly account: KnownAccount;
    readonly instructionId: string;
    readonly agency: string;
    /** Where it is not the policy's. */
    readonly dueAt?: string;
  },
  context: Context,
): Extract<BankQuestionFact, { type: 'bank-question.asked' }> {
  const { orderId, alertId, district } = order;
  return {
    type: 'bank-question.asked',
    data: {
      ...{ at: context.now, instructionId, bankId: order.account.bankId, orderId, alertId, asked, account },
      authority: { agency, district, officers: [...officers], reason },
      dueAt: dueAt ?? dueBy(asked, context),
    },
  };
}

/** What the bank is pushed. */
export function askedOfBank({ instructionId, orderId, asked, account, authority, issuedAt, dueAt }: BankQuestion): AskedOfBank {
  return { ...asked, instructionId, ...(orderId === undefined ? {} : { orderId }), ...account, issuedAt, dueAt, authority };
}

/** What the bank reads. */
export function questionReading(question: BankQuestion): QuestionReading {
  const { status, endedAt } = question;
  return { ...askedOfBank(question), state: status, ...(endedAt === undefined ? {} : { endedAt }) };
}

/** The bank has given its answer, whole. No fact if it had before. */
export function questionAnswered(
  question: BankQuestion,
  { now }: Pick<Context, 'now'>,
  signature?: string,
): readonly BankQuestionFact[] {
  if (!questionLifecycle.allows(question.status, 'answer')) return [];
  return [{ type: 'bank-question.answered', data: { at: now, ...(signature === undefined ? {} : { signature }) } }];
}

/** The bank need not act any more. No fact if it has answered. */
export function withdrawQuestion(question: BankQuestion, { now }: Pick<Context, 'now'>): Decision<BankQuestionFact> {
  if (!questionLifecycle.allows(question.status, 'withdraw')) return accept();
  return accept({ type: 'bank-question.withdrawn', data: { at: now } });
}

/** The kinds whose answer is that the bank did it. Others are answered by what is asked for. */
const answeredByDoing: readonly Asked['instruction'][] = ['watch', 'watch-end', 'return', 'protect', 'unprotect'];

/**
 * The bank says that it did what was asked, or that it cannot. The same again changes nothing.
 *
 * @returns `bank-question.answered`, `bank-question.declined` or no fact, or QUESTION_STATE_FORBIDS, ANSWER_IS_ELSEWHERE
 */
export function answerQuestion(
  question: BankQuestion,
  answer: AnswerQuestion,
  { signature }: { readonly signature?: string | undefined },
  context: Context,
): Decision<BankQuestionFact> {
  const { status, asked } = question;
  if (answer.outcome === 'done') {
    if (!answeredByDoing.includes(asked.instruction)) return refuse('ANSWER_IS_ELSEWHERE', { instruction: asked.instruction });
    if (status === 'answered') return accept();
    return questionLifecycle.refusal(status, 'answer') ?? accept(...questionAnswered(question, context, signature));
  }
  const { code, remark } = answer;
  if (status === 'declined' && question.declined?.code === code && question.declined.remark === remark) return accept();
  const forbidden = questionLifecycle.refusal(status, 'decline');
  if (forbidden !== undefined) return forbidden;
  const kept = { ...(remark === undefined ? {} : { remark }), ...(signature === undefined ? {} : { signature }) };
  return accept({ type: 'bank-question.declined', data: { at: context.now, code, ...kept } });
}

/** What time does: a bank that has not answered is asked once more, and then people are told, each once. */
export function advanceQuestion(question: BankQuestion, context: Context): readonly BankQuestionFact[] {
  const { dueAt, asked, remindedAt } = question;
  const moment = nextMoment(question);
  if (moment === undefined || context.now < moment) return [];
  if (remindedAt !== undefined) return [{ type: 'bank-question.fell-overdue', data: { at: context.now, dueAt } }];
  return [{ type: 'bank-question.reminded', data: { at: context.now, dueAt, lookAt: dueBy(asked, context) } }];
}

/** When time next changes it, if ever. */
export function nextMoment({ status, lookAt }: BankQuestion): string | undefined {
  return status === 'open' ? lookAt : undefined;
}
