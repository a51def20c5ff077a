import { sameOfficerTwice } from '../../freezes/officers.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuseAndRecord } from '../../kernel/decision.ts';
import { impossible } from '../../kernel/impossible.ts';
import type { ReturnClaimFact } from '../claim/claim-facts.ts';
import type { ReturnClaim } from '../claim/claim-model.ts';
import type { PaymentEnd } from '../round/round-model.ts';
import type { PaidFacts } from './pay.ts';
import type { ReturnPaymentFact } from './payment-facts.ts';
import { paymentLifecycle } from './payment-lifecycle.ts';
import { openDisputes, type PaymentDispute, paymentLimits, type ReturnPayment, type SettleDispute } from './payment-model.ts';

/** What a bank says of a payment, and in answer to which question. */
export type SaidOfPayment = Omit<PaymentDispute, 'at' | 'besides' | 'settled'>;

/** What is looked up for a word that contradicts a payment. */
export interface KnownToDispute {
  readonly claim: Pick<ReturnClaim, 'disputed'>;
  /** The other payments out of the account on the same claim. */
  readonly besides: readonly string[];
  /** The bank's signature over its word. */
  readonly signature?: string | undefined;
}

/**
 * Records a word of the bank that contradicts how the payment stands: refused, kept once, and it moves no money. The claim waits, so that
 * nothing more is paid on it before police have looked.
 *
 * @returns PAYMENT_CONFLICT with `return-payment.disputed`, and `return-claim.payment-disputed` where the claim does not wait for it yet
 */
export function disputePayment(
  payment: ReturnPayment,
  said: SaidOfPayment,
  { claim, besides, signature }: KnownToDispute,
  { now }: Context,
): Refusal<ReturnPaymentFact | ReturnClaimFact> {
  const { disputes = [] } = payment;
  const isKept = disputes.some((one) => isSame(one, said));
  if (isKept || disputes.length >= paymentLimits.disputes) return refuseAndRecord('PAYMENT_CONFLICT', {});
  const data = { at: now, ...said, besides: [...besides], ...(signature === undefined ? {} : { signature }) };
  const { paymentId } = payment;
  return refuseAndRecord<ReturnPaymentFact | ReturnClaimFact>(
    'PAYMENT_CONFLICT',
    {},
    { type: 'return-payment.disputed', data },
    ...(claim.disputed?.includes(paymentId) === true
      ? []
      : [{ type: 'return-claim.payment-disputed' as const, data: { at: now, paymentId } }]),
  );
}

function isSame(one: PaymentDispute, { instructionId, said, code, paidAt }: SaidOfPayment): boolean {
  return one.instructionId === instructionId && one.said === said && one.code === code && one.paidAt === paidAt;
}

/**
 * Settles what is in dispute: police have asked the bank. Where they find otherwise than the payment stands, the payment, its claim and its
 * round are put right. The claim no longer waits for this payment.
 *
 * @returns `return-claim.dispute-settled` with `return-payment.dispute-settled`; or with `return-payment.found-paid` and `return-claim.paid`,
 *   or `return-payment.found-unpaid` and `return-claim.payment-undone`, and what the round counts; or PAYMENT_STATE_FORBIDS,
 *   SAME_OFFICER_TWICE
 */
export function settleDispute(payment: ReturnPayment, input: SettleDispute, { now, actor }: Context): Decision<PaidFacts> {
  const { status, paymentId, returnId, orderId, fen } = payment;
  const open = openDisputes(payment);
  if (open.length === 0) return paymentLifecycle.forbidden(status, 'settle');
  const refusal = paymentLifecycle.refusal(status, 'settle') ?? sameOfficerTwice(input.officers);
  if (refusal !== undefined) return refusal;
  const { finding, ...signed } = input;
  const found = { at: now, by: actor.agency, ...signed };
  const settled: PaidFacts = { type: 'return-claim.dispute-settled', data: { at: now, paymentId } };
  const onClaim = { at: now, returnId, orderId, fen };
  if (finding === 'paid' && status !== 'done') {
    const { code, paidAt } =
      open.findLast(({ said }) => said === 'paid') ?? impossible('a dispute without a word that it was paid');
    return accept<PaidFacts>(
      { type: 'return-payment.found-paid', data: { ...found, code, paidAt: paidAt ?? impossible('paid at no time') } },
      { type: 'return-claim.paid', data: onClaim },
      settled,
      counted(payment, 'done', now),
    );
  }
  if (finding === 'not-paid' && status === 'done')
    return accept<PaidFacts>(
      { type: 'return-payment.found-unpaid', data: found },
      { type: 'return-claim.payment-undone', data: onClaim },
      settled,
      counted(payment, 'failed', now),
    );
  return accept<PaidFacts>({ type: 'return-payment.dispute-settled', data: { at: now, by: actor.agency, ...input } }, settled);
}

/** What the round counts: an end, or another end than it had counted. */
function counted({ paymentId, fen, status }: ReturnPayment, end: PaymentEnd, at: string): PaidFacts {
  if (status === 'done' || status === 'failed' || status === 'dropped')
    return { type: 'return-round.payment-put-right', data: { at, paymentId, fen, counted: status, end } };
  return { type: 'return-round.payment-ended', data: { at, paymentId, end, fen } };
}
