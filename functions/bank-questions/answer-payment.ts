import { answerQuestion } from '../../shared/bank-questions/question/ask-bank.ts';
import type { AnswerQuestion } from '../../shared/bank-questions/question/bodies.ts';
import type { BankQuestion } from '../../shared/bank-questions/question/model.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Decided } from '../../shared/http/command-on.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { inFuture, isBefore } from '../../shared/kernel/clock.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { confirmPayment, failPayment, refuseAccount } from '../../shared/returns/payment/pay.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';

/** Codes by which the account of the payee is wrong: it comes back to the officer, who names another. */
const wrongAccount: readonly string[] = ['0100', '0300', '0301', '0302', '0303', '0304'];

/**
 * The bank's answer to a payment back (返还划拨), in one append with what follows from it: paid, the claim has so much less to get, and the account
 * so much less frozen; a wrong account of the payee comes back to the officer; otherwise the sum stays frozen. The same answer again changes
 * nothing.
 */
export async function answerPayment(
  question: BankQuestion,
  asked: Extract<BankQuestion['asked'], { instruction: 'return' }>,
  input: AnswerQuestion,
  signed: { readonly signature?: string | undefined },
  { journal, context }: { readonly journal: Journal; readonly context: Context },
): Promise<Decided<BankQuestion>> {
  const answered = answerQuestion(question, input, signed, context);
  if (answered.kind === 'refusal' || answered.facts.length === 0) return { decision: answered };
  const payment = await journal.load(ReturnPayments, asked.paymentId);
  if (payment.state === undefined) impossible('a bank was asked for a payment that does not exist');
  const [round, claim, order] = await Promise.all([
    journal.load(ReturnRounds, payment.state.returnId),
    journal.load(ReturnClaims, payment.state.claimId),
    journal.load(StopOrders, payment.state.orderId),
  ]);
  const decided = decidedBy(payment.state, question, input, context);
  if (decided.kind === 'refusal') return { decision: decided };
  return { decision: accept<Fact>(...answered.facts, ...decided.facts), streams: [payment, round, claim, order] };
}

function decidedBy(payment: ReturnPayment, { issuedAt }: BankQuestion, input: AnswerQuestion, context: Context): Decision<Fact> {
  if (input.outcome === 'declined') {
    const { code } = input;
    return wrongAccount.includes(code) ? refuseAccount(payment, { code }, context) : failPayment(payment, { code }, context);
  }
  const { paidAt } = input;
  const paths = ['/paidAt'];
  if (paidAt === undefined) return refuse('RESULT_INCOMPLETE', { paths });
  if (inFuture(paidAt, context)) return refuse('TIME_IN_FUTURE', { paths });
  if (isBefore(paidAt, issuedAt, context)) return refuse('TIMES_OUT_OF_ORDER', { paths });
  const confirmed = confirmPayment(payment, { code: '0000', paidAt }, context);
  if (confirmed.kind === 'refusal' || confirmed.facts.length === 0) return confirmed;
  const { paymentId, fen } = payment;
  return accept<Fact>(...confirmed.facts, { type: 'order.money-returned', data: { at: context.now, paymentId, fen, paidAt } });
}
