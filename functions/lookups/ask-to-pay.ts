import { accountOf, questionAsked } from '../../shared/bank-questions/question/ask-bank.ts';
import type { BankQuestion } from '../../shared/bank-questions/question/model.ts';
import type { BankQuestionFact } from '../../shared/bank-questions/question/question-facts.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';

/** A payment as its facts say it: what the bank is asked to pay. */
type ToPay = Pick<ReturnPayment, 'paymentId' | 'orderId' | 'fen' | 'payTo'>;

/** What a bank is told of the ground, as it stands on its paper. Nothing of the victim but the account that the money goes to. */
const REASON = '依法返还被骗资金';

/** The question by which a bank is asked to pay, and its stream. */
export interface AskedToPay {
  readonly kind: 'asked';
  readonly fact: BankQuestionFact;
  readonly stream: Loaded<BankQuestion, BankQuestionFact>;
}

/**
 * Asks the bank of a frozen account to pay one sum to one payee (返还划拨), in the append of the payment itself. Its key is the payment's id: asked
 * again, it pays once.
 *
 * @param facts of the decision on the payment; the last of them that orders it says by when
 * @returns the question, undefined if the facts order no payment, or QUESTION_NEEDS_ACCOUNT
 */
export async function askedToPay(
  journal: Journal,
  payment: ToPay,
  { approved, agency }: Pick<ReturnRound, 'approved' | 'agency'>,
  facts: readonly Fact[],
  context: Context,
): Promise<AskedToPay | Refusal | undefined> {
  const dueAt = facts.flatMap(({ type, data }) => (orders.includes(type) ? dueIn(data) : [])).at(-1);
  if (dueAt === undefined) return undefined;
  const { state: order } = await journal.load(StopOrders, payment.orderId);
  if (order === undefined) impossible('a payment out of an account without its order');
  const account = accountOf(order);
  if (account.kind === 'refusal') return account;
  const instructionId = context.newId('ins');
  const { paymentId, fen, payTo } = payment;
  const asked = { instruction: 'return' as const, paymentId, fen, payTo };
  const officers = approved?.officers ?? [];
  const fact = questionAsked(
    order,
    { asked, account: account.account, instructionId, agency, reason: REASON, officers, dueAt },
    context,
  );
  return { kind: 'asked', fact, stream: fresh(BankQuestions, instructionId) };
}

const orders: readonly string[] = ['return-payment.ordered', 'return-payment.freed', 'return-payment.corrected'];

function dueIn(data: unknown): readonly string[] {
  return typeof data === 'object' && data !== null && 'dueAt' in data && typeof data.dueAt === 'string' ? [data.dueAt] : [];
}
