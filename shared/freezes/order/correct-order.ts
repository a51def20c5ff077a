import type { Bank } from '../../banks/model.ts';
import { inFuture } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { type Creation, create, type Refusal, refuse } from '../../kernel/decision.ts';
import type { AccountRegister } from '../account/account-register.ts';
import { stopsLeft } from '../account/account-registers.ts';
import { OrderPlan } from '../model.ts';
import { sameOfficerTwice } from '../officers.ts';
import { takesIn } from '../request/stop-scope.ts';
import { fenOf, MAX_TRANSFERS, newTransfers, transfersOf } from '../transfers.ts';
import type { CorrectOrder } from './instructions.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import { type StopOrder, tracedOut } from './stop-order.ts';

/**
 * What a correction is decided on, besides the order and itself: bank, key and register of the corrected account, the order that the alarm
 * has there already, and the id that the alarm's next order there would have.
 */
export interface KnownToCorrection {
  readonly bank?: Bank | undefined;
  readonly key: string;
  readonly register?: AccountRegister | undefined;
  readonly there?: StopOrder | undefined;
  readonly nextId: string;
}

/** A correction that is accepted, with the plan of the order that takes the place of the old one. */
interface Corrected extends Creation<OrderFact> {
  readonly plan: OrderPlan;
}

/**
 * Sends a returned order again after the officer corrected the fault that the bank found: a new order, on the alarm clock, tier and papers
 * of the one it corrects. The trace does not trace twice the money that it traced out of the old order. If the alarm has a standing order
 * at the account, the correction joins that order: Cordon stops no account twice for one alarm.
 *
 * @returns `order.corrected` with the plan of the order that takes its place, or SAME_OFFICER_TWICE, ORDER_STATE_FORBIDS, BANK_UNKNOWN,
 *   TIME_IN_FUTURE, TOO_MANY_TRANSFERS, STOP_LIMIT_REACHED
 */
export function correctOrder(
  order: StopOrder,
  input: CorrectOrder,
  known: KnownToCorrection,
  context: Context,
): Corrected | Refusal {
  const { now, policy } = context;
  const forbidden = orderLifecycle.refusal(order.status, 'correct');
  if (forbidden !== undefined) return forbidden;
  const sameTwice = sameOfficerTwice(input.officers);
  if (sameTwice !== undefined) return sameTwice;
  if (known.bank === undefined) return refuse('BANK_UNKNOWN', { paths: ['/account/bankId'] });
  if (inFuture(input.account.transfer.at, context)) return refuse('TIME_IN_FUTURE', { paths: ['/account/transfer/at'] });
  const plan: OrderPlan = {
    ...planOf(order),
    ...correctedTransfers(order, input),
    orderId: known.nextId,
    account: input.account,
    accountKey: known.key,
    tracedFen: tracedAfter(order, input),
    reason: input.reason,
    officers: input.officers,
    documents: order.documents,
    corrects: order.orderId,
  };
  const { there } = known;
  if (there !== undefined && takesIn(there, plan, context)) {
    const added = newTransfers(transfersOf(there), transfersOf(plan));
    if (transfersOf(there).length + added.length > MAX_TRANSFERS)
      return refuse('TOO_MANY_TRANSFERS', { paths: ['/account/transfer'] });
    const { orderId } = there;
    return corrected({ ...plan, orderId }, now);
  }
  if (known.register?.frozenBy === undefined && stopsLeft(known.register, context) === 0) {
    return refuse('STOP_LIMIT_REACHED', { limit: policy.amount('stop.max-per-account', now) });
  }
  return corrected(plan, now);
}

function corrected(plan: OrderPlan, at: string): Corrected {
  return { ...create<OrderFact>(plan.orderId, { type: 'order.corrected', data: { at, by: plan.orderId, plan } }), plan };
}

/** The part of the order that is its plan. */
function planOf(order: StopOrder): OrderPlan {
  return OrderPlan.strip().parse(order);
}

/** All transfers into the account, with the corrected one in its place. */
function correctedTransfers(
  { account, transfers }: StopOrder,
  { account: { transfer } }: CorrectOrder,
): Pick<OrderPlan, 'transfers'> {
  if (transfers === undefined) return {};
  const corrected = transfers.map((one) => (newTransfers([account.transfer], [one]).length === 0 ? transfer : one));
  return { transfers: [...newTransfers([], corrected)] };
}

/** In tier 1 the traced sum follows the transfer; further down it is the sum that the tier above left, less the sum that has gone on. */
function tracedAfter(order: StopOrder, { account }: CorrectOrder): number {
  const corrected = order.tier === 1 ? fenOf(account.transfer) - fenOf(order.account.transfer) : 0;
  return Math.max(0, order.tracedFen + corrected - tracedOut(order));
}
