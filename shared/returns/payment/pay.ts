import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { impossible } from '../../kernel/impossible.ts';
import { workingDaysFrom } from '../../kernel/working-days.ts';
import type { PlannedPayment } from '../../ownership/model.ts';
import type { ReturnClaimFact } from '../claim/claim-facts.ts';
import { gotBack, type ReturnClaim, waitsFor } from '../claim/claim-model.ts';
import type { ReturnRoundFact } from '../round/round-facts.ts';
import type { PaymentEnd, ReturnRound } from '../round/round-model.ts';
import type { ReturnPaymentFact } from './payment-facts.ts';
import { paymentLifecycle } from './payment-lifecycle.ts';
import { type CorrectPayment, type DropPayment, type PaymentHold, paymentIdOf, type ReturnPayment } from './payment-model.ts';

/** What is looked up for a payment of the approved plan. */
export interface KnownToPayment {
  readonly round: ReturnRound;
  readonly claim: ReturnClaim;
  readonly account: PayingAccount;
}

/** The frozen account that a payment comes out of, as it is now: between plan and payment lie weeks. */
export interface PayingAccount {
  /** What is frozen under the order; 0 where the freeze ended. */
  readonly frozenFen: number;
  /** Whether an objection to the freeze is not closed. */
  readonly objected: boolean;
}

const OBJECTED = '对该账户冻结的异议尚未办结';
const ABOVE_LOSS = '被害人已得款项与本次划拨之和超过其损失';
const NOT_FROZEN = '该账户现冻结金额不足以划拨';

/** Why nothing is paid of this sum now; undefined if it may be paid. */
function holdOf(
  fen: number,
  { claim, account: { frozenFen, objected } }: Pick<KnownToPayment, 'claim' | 'account'>,
): PaymentHold | undefined {
  const hold = waitsFor(claim);
  if (hold !== undefined) return hold;
  if (objected) return { ground: 'objection', reason: OBJECTED };
  if (gotBack(claim) + fen > claim.lossFen) return { ground: 'above-loss', reason: ABOVE_LOSS };
  return frozenFen < fen ? { ground: 'not-frozen', reason: NOT_FROZEN } : undefined;
}

export type PaidFacts = ReturnPaymentFact | ReturnClaimFact | ReturnRoundFact;

/**
 * Orders a payment of the approved plan, once: ordered again, nothing happens. A held share is recorded and not ordered.
 *
 * @param existing the payment under its id (`paymentIdOf`), if there is one
 * @returns `return-payment.ordered`, `return-payment.held`, or nothing; RETURN_STATE_FORBIDS if the round does not pay,
 *   RETURN_PAYMENT_UNKNOWN if the account is none of the round
 */
export function orderPayment(
  existing: ReturnPayment | undefined,
  { accountId: orderId, claimId, fen }: PlannedPayment,
  { round, claim, account: paying }: KnownToPayment,
  { now, policy }: Context,
): Decision<ReturnPaymentFact> {
  if (existing !== undefined) return accept();
  const { status, approved, returnId, openedAt, caseId, district, agency } = round;
  if (status !== 'paying' || approved === undefined) return refuse('RETURN_STATE_FORBIDS', { state: status, command: 'order' });
  const account = round.accounts.find((one) => one.orderId === orderId);
  if (account === undefined) return refuse('RETURN_PAYMENT_UNKNOWN');
  const payment = {
    ...{ paymentId: paymentIdOf(returnId, openedAt, orderId, claimId), returnId, planVersion: approved.planVersion },
    ...{ caseId, district, agency, orderId, bankId: account.bankId, claimId, fen, payTo: claim.payTo },
  };
  const hold = holdOf(fen, { claim, account: paying });
  if (hold === undefined)
    return accept({ type: 'return-payment.ordered', data: { at: now, payment, dueAt: payBy(now, policy) } });
  return accept({ type: 'return-payment.held', data: { at: now, payment, hold } });
}

/**
 * The end of the working day by which a bank has to have paid (policy `return.pay`). @param now ISO 8601, UTC
 */
export function payBy(now: string, policy: Context['policy']): string {
  return workingDaysFrom(now, policy.amount('return.pay', now)).endsAt;
}

/**
 * Records that the bank paid: the claim has so much less to get, and the round one payment less open.
 *
 * @param paidAt when, by the bank's word
 * @returns `return-payment.done`, `return-claim.paid` and `return-round.payment-ended`, nothing if it is done already, or
 *   PAYMENT_STATE_FORBIDS
 */
export function confirmPayment(
  payment: ReturnPayment,
  { code, paidAt }: { readonly code: string; readonly paidAt: string },
  { now }: Context,
): Decision<PaidFacts> {
  const { status, returnId, orderId, fen } = payment;
  if (status === 'done') return accept();
  return (
    paymentLifecycle.refusal(status, 'confirm') ??
    accept<PaidFacts>(
      { type: 'return-payment.done', data: { at: now, code, paidAt } },
      { type: 'return-claim.paid', data: { at: now, returnId, orderId, fen } },
      over(payment, 'done', now),
    )
  );
}

/** The payee's account is wrong: it comes back to the officer. @returns `return-payment.wrong-account`, or PAYMENT_STATE_FORBIDS */
export function refuseAccount(
  { status }: ReturnPayment,
  { code }: { readonly code: string },
  { now }: Context,
): Decision<ReturnPaymentFact> {
  const forbidden = paymentLifecycle.refusal(status, 'refuseAccount');
  return forbidden ?? accept({ type: 'return-payment.wrong-account', data: { at: now, code } });
}

/**
 * The bank does not pay: the sum stays frozen.
 *
 * @returns `return-payment.failed` and `return-round.payment-ended`, or PAYMENT_STATE_FORBIDS
 */
export function failPayment(payment: ReturnPayment, { code }: { readonly code: string }, { now }: Context): Decision<PaidFacts> {
  return (
    paymentLifecycle.refusal(payment.status, 'fail') ??
    accept<PaidFacts>({ type: 'return-payment.failed', data: { at: now, code } }, over(payment, 'failed', now))
  );
}

/**
 * Puts a payment out again, to the account that the claim names now: not while its claim is held, or waits until police have settled a word of
 * the bank that it paid after all; not while the holder objects to the freeze, or less is frozen.
 *
 * @returns `return-payment.corrected`, or PAYMENT_STATE_FORBIDS
 */
export function correctPayment(
  { status, fen }: ReturnPayment,
  { reason }: CorrectPayment,
  { claim, account }: Pick<KnownToPayment, 'claim' | 'account'>,
  { now, actor, policy }: Context,
): Decision<ReturnPaymentFact> {
  if (holdOf(fen, { claim, account }) !== undefined) return paymentLifecycle.forbidden(status, 'correct');
  const data = { at: now, by: actor.agency, reason, payTo: claim.payTo, dueAt: payBy(now, policy) };
  return paymentLifecycle.refusal(status, 'correct') ?? accept({ type: 'return-payment.corrected', data });
}

/** Orders a held payment, once its claim is free and in no dispute, no objection to the freeze is open and the sum is frozen. @returns `return-payment.freed`, or PAYMENT_STATE_FORBIDS */
export function freePayment(
  { status, fen }: ReturnPayment,
  { claim, account }: Pick<KnownToPayment, 'claim' | 'account'>,
  { now, actor, policy }: Context,
): Decision<ReturnPaymentFact> {
  if (holdOf(fen, { claim, account }) !== undefined) return paymentLifecycle.forbidden(status, 'free');
  const data = { at: now, by: actor.agency, payTo: claim.payTo, dueAt: payBy(now, policy) };
  return paymentLifecycle.refusal(status, 'free') ?? accept({ type: 'return-payment.freed', data });
}

/**
 * Gives a payment up that no bank has: the sum stays frozen.
 *
 * @returns `return-payment.dropped` and `return-round.payment-ended`, or PAYMENT_STATE_FORBIDS
 */
export function dropPayment(payment: ReturnPayment, { reason }: DropPayment, { now, actor }: Context): Decision<PaidFacts> {
  return (
    paymentLifecycle.refusal(payment.status, 'drop') ??
    accept<PaidFacts>(
      { type: 'return-payment.dropped', data: { at: now, by: actor.agency, reason } },
      over(payment, 'dropped', now),
    )
  );
}

/** The work of time: a bank that has not paid in its term is noted, once for each time it was asked. */
export function advancePayment(payment: ReturnPayment, { now }: Pick<Context, 'now'>): readonly ReturnPaymentFact[] {
  const dueAt = paymentDue(payment);
  return dueAt === undefined || now < dueAt ? [] : [{ type: 'return-payment.fell-overdue', data: { at: now, dueAt } }];
}

/** When time next changes the payment, if ever. */
export function paymentDue({ status, dueAt, overdue }: ReturnPayment): string | undefined {
  if (status !== 'ordered' || overdue) return undefined;
  return dueAt ?? impossible('a payment that is ordered and never due');
}

function over({ paymentId, fen }: ReturnPayment, end: PaymentEnd, now: string): ReturnRoundFact {
  return { type: 'return-round.payment-ended', data: { at: now, paymentId, end, fen } };
}
