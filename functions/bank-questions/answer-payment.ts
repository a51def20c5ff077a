import { answerQuestion } from '../../shared/bank-questions/question/ask-bank.ts';
import type { AnswerQuestion } from '../../shared/bank-questions/question/bodies.ts';
import type { BankQuestion } from '../../shared/bank-questions/question/model.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Decided } from '../../shared/http/command-on.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { inFuture, isBefore } from '../../shared/kernel/clock.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { disputePayment, type SaidOfPayment } from '../../shared/returns/payment/dispute-payment.ts';
import { confirmPayment, failPayment, type PaidFacts, refuseAccount } from '../../shared/returns/payment/pay.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import { moneyOfOrder } from '../lookups/money-of-order.ts';
import { paymentsOutOf } from '../lookups/payments-out-of.ts';

/** Codes by which the account of the payee is wrong: it comes back to the officer, who names another. */
const wrongAccount: readonly string[] = ['0100', '0300', '0301', '0302', '0303', '0304'];

/** What a payment back is asked for. */
type AskedToPay = Extract<BankQuestion['asked'], { instruction: 'return' }>;

/**
 * The bank's answer to a payment back (返还划拨), in one append with what follows from it: paid, the claim has so much less to get, and the account
 * so much less frozen; a wrong account of the payee comes back to the officer; otherwise the sum stays frozen. The same answer again changes
 * nothing. A word that contradicts the payment is refused and kept, and the police are told.
 *
 * @returns the facts, or PAYMENT_CONFLICT with the dispute, RESULT_INCOMPLETE, TIME_IN_FUTURE, TIMES_OUT_OF_ORDER, QUESTION_STATE_FORBIDS,
 *   PAYMENT_STATE_FORBIDS
 */
export async function answerPayment(
  question: BankQuestion,
  asked: AskedToPay,
  input: AnswerQuestion,
  signed: { readonly signature?: string | undefined },
  { journal, context }: { readonly journal: Journal; readonly context: Context },
): Promise<Decided<BankQuestion>> {
  const payment = await journal.load(ReturnPayments, asked.paymentId);
  if (payment.state === undefined) impossible('a bank was asked for a payment that does not exist');
  const { state } = payment;
  const said = saidBy(question, asked, input, context);
  if (said.kind === 'refusal') return { decision: said };
  const [round, claim, order] = await Promise.all([
    journal.load(ReturnRounds, state.returnId),
    journal.load(ReturnClaims, state.claimId),
    journal.load(StopOrders, state.orderId),
  ]);
  if (contradicts(state, question, said.word)) {
    if (claim.state === undefined) impossible('a payment without its claim');
    const known = { claim: claim.state, besides: await besides(journal, state), signature: signed.signature };
    return { decision: disputePayment(state, said.word, known, context), streams: [payment, claim] };
  }
  const answered = answerQuestion(question, input, signed, context);
  // police found it paid while the bank still had the question: that it does not pay again contradicts nothing
  const isFound = state.status === 'done' && said.word.said === 'not-paid';
  if (answered.kind === 'refusal' || answered.facts.length === 0 || isFound) return { decision: answered };
  const decided = decidedBy(state, said.word, context);
  if (decided.kind === 'refusal') return { decision: decided };
  const facts = [...answered.facts, ...decided.facts, ...moneyOfOrder(state, decided.facts)];
  return { decision: accept<Fact>(...facts), streams: [payment, round, claim, order] };
}

/** What the bank says of the payment. */
function saidBy(
  { instructionId, issuedAt }: BankQuestion,
  { payTo }: AskedToPay,
  input: AnswerQuestion,
  context: Context,
): { readonly kind: 'said'; readonly word: SaidOfPayment } | Refusal {
  if (input.outcome === 'declined') return { kind: 'said', word: { instructionId, said: 'not-paid', code: input.code, payTo } };
  const { paidAt } = input;
  const paths = ['/paidAt'];
  if (paidAt === undefined) return refuse('RESULT_INCOMPLETE', { paths });
  if (inFuture(paidAt, context)) return refuse('TIME_IN_FUTURE', { paths });
  if (isBefore(paidAt, issuedAt, context)) return refuse('TIMES_OUT_OF_ORDER', { paths });
  return { kind: 'said', word: { instructionId, said: 'paid', code: '0000', paidAt, payTo } };
}

/**
 * Whether the word cannot be true together with the bank's first word on this question, or with how the payment stands: it would be paid
 * twice, or paid and not paid.
 */
function contradicts({ status: stands }: ReturnPayment, { status: answer }: BankQuestion, { said }: SaidOfPayment): boolean {
  if (said === 'not-paid') return answer === 'answered' && stands === 'done';
  if (answer === 'open') return stands === 'done';
  return answer === 'declined' || stands !== 'done';
}

/** The other payments out of the account on the same claim: another round may have paid the same money. */
async function besides(journal: Journal, { paymentId, orderId, claimId }: ReturnPayment): Promise<readonly string[]> {
  const payments = await paymentsOutOf(journal, orderId);
  return payments.filter((one) => one.claimId === claimId && one.paymentId !== paymentId).map((one) => one.paymentId);
}

function decidedBy(payment: ReturnPayment, { said, code, paidAt }: SaidOfPayment, context: Context): Decision<PaidFacts> {
  if (said === 'paid' && paidAt !== undefined) return confirmPayment(payment, { code, paidAt }, context);
  return wrongAccount.includes(code) ? refuseAccount(payment, { code }, context) : failPayment(payment, { code }, context);
}
