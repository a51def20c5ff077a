import { accountOf, questionAsked } from '../../shared/bank-questions/question/ask-bank.ts';
import type { BankQuestion } from '../../shared/bank-questions/question/model.ts';
import type { BankQuestionFact } from '../../shared/bank-questions/question/question-facts.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Refusal } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { ReturnPaymentFact } from '../../shared/returns/payment/payment-facts.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { ReturnPayments } from '../../shared/returns/streams.ts';

/** What a bank is told of the ground, as it stands on its paper. Nothing of the victim but the account that the money goes to. */
const REASON = '依法返还被骗资金';

/** The question by which a bank is asked to pay, and its stream; none of either where the payment does not go to the bank. */
export interface AskedToPay {
  readonly kind: 'asked';
  readonly facts: readonly BankQuestionFact[];
  readonly streams: readonly Loaded<BankQuestion, BankQuestionFact>[];
}

/**
 * Asks the bank of a frozen account to pay one sum to one payee (返还划拨), in the append of the payment itself. Its key is the payment's id: asked
 * again, it pays once.
 *
 * @param payment before the facts of the decision on it; undefined if they begin it
 * @returns the question if the facts put the payment out to the bank, or QUESTION_NEEDS_ACCOUNT
 */
export async function askedToPay(
  journal: Journal,
  payment: ReturnPayment | undefined,
  facts: readonly ReturnPaymentFact[],
  { approved, agency }: Pick<ReturnRound, 'approved' | 'agency'>,
  context: Context,
): Promise<AskedToPay | Refusal> {
  const after = facts.reduce<ReturnPayment | undefined>((before, fact) => ReturnPayments.evolve(before, fact), payment);
  if (facts.length === 0 || after?.status !== 'ordered') return { kind: 'asked', facts: [], streams: [] };
  const { paymentId, orderId, fen, payTo, dueAt = impossible('a payment that is ordered and never due') } = after;
  const { state: order } = await journal.load(StopOrders, orderId);
  if (order === undefined) impossible('a payment out of an account without its order');
  const account = accountOf(order);
  if (account.kind === 'refusal') return account;
  const instructionId = context.newId('ins');
  const asked = { instruction: 'return' as const, paymentId, fen, payTo };
  const officers = approved?.officers ?? [];
  const content = { asked, account: account.account, instructionId, agency, reason: REASON, officers, dueAt };
  return {
    kind: 'asked',
    facts: [questionAsked(order, content, context)],
    streams: [fresh(BankQuestions, instructionId)],
  };
}
