import { impossible } from '../../kernel/impossible.ts';
import { plus } from '../../kernel/time.ts';
import { stopsLeft } from '../account/account-registers.ts';
import type { AccountOutflow } from '../bank-answer/outflows/model.ts';
import { orderLifecycle } from '../order/order-lifecycle.ts';
import { type HoldReason, moneyFrom, type StopOrder, type TraceEdge } from '../order/stop-order.ts';
import { orderAt } from '../request/order-id.ts';
import { isForSum } from '../request/stop-scope.ts';
import type { Transfer } from '../transfer.ts';
import { newTransfers, transfersOf } from '../transfers.ts';
import { boundHolding, isCleared, reasonHolding } from './hold-outflows.ts';
import { openNext, transferOf } from './open-next.ts';
import { cut, hold, isTakenBack, isUpstream, join, MAX_OPENS, standing, type Trace, withinLimit } from './trace.ts';

/** Where an outflow leads that has not been followed; undefined where that has to wait for the next round. */
export function discover(trace: Trace, outflow: AccountOutflow, place: number): TraceEdge | undefined {
  const { order, known, context } = trace;
  if (isBeforeTransfer(trace, outflow)) return cut(place, 'before-transfer');
  const minimum = context.policy.amount('trace.min-amount', context.now);
  if (outflow.amountFen < minimum) return cut(place, 'below-minimum');
  const key = known.keys[place];
  if (key === undefined) impossible(`outflow ${place} has no account key`);
  if (key === order.accountKey) return cut(place, 'cycle');
  const planned = trace.opened.get(key);
  const amount = Math.min(outflow.amountFen, trace.left);
  const contradiction = reasonHolding(order, known, place);
  if (planned !== undefined) {
    if (amount === 0) return cut(place, 'nothing-left-to-trace');
    if (contradiction !== undefined) return hold(trace, place, amount, contradiction);
    trace.left -= amount;
    trace.opened.set(key, {
      ...planned,
      tracedFen: planned.tracedFen + amount,
      // if two lines of one bank are the same transfer, they are one line already
      transfers: withinLimit([...transfersOf(planned), transferOf(outflow)]),
    });
    return { outflow: place, tracedFen: amount, to: planned.orderId, how: 'joined' };
  }
  const met = orderAt(known.registers.get(key), order.alertId);
  if (met !== undefined && !needsItsOwn(trace, met)) return meet(trace, { outflow, place, met, amount });
  const reason = obstacle(trace, outflow, key) ?? (amount < minimum ? 'nothing-left-to-trace' : undefined);
  if (reason !== undefined) return cut(place, reason);
  const held = contradiction ?? orderBound(trace, place) ?? boundHolding(order, place, known.room, trace.counted);
  if (held !== undefined) return hold(trace, place, amount, held);
  if (trace.opened.size < MAX_OPENS) return openNext(trace, { outflow, place, key, amount });
  trace.more = true;
  return undefined;
}

/** Whether the outflow is from before there was any money of the victim on the account, by more than clocks may differ. */
function isBeforeTransfer({ order, context: { policy, now } }: Trace, { at }: AccountOutflow): boolean {
  return at < plus(moneyFrom(order), -policy.amount('trace.clock-slack', now));
}

/** An account that this alert has met before. */
function meet(
  trace: Trace,
  way: { readonly outflow: AccountOutflow; readonly place: number; readonly met: string; readonly amount: number },
): TraceEdge | undefined {
  const { outflow, place, met, amount } = way;
  if (isUpstream(trace.order, met)) return cut(place, 'cycle');
  const target = standing(trace, met);
  if (isUpstream(trace.order, target.orderId)) return cut(place, 'cycle');
  if (!orderLifecycle.allows(target.status, 'join')) return cut(place, 'stop-limit');
  if (amount === 0) return cut(place, 'nothing-left-to-trace');
  const contradiction = reasonHolding(trace.order, trace.known, place);
  if (contradiction !== undefined) return hold(trace, place, amount, contradiction);
  return join(trace, { orderId: target.orderId, amount, at: outflow.at, transfers: newlyTold(target, outflow) })
    ? { outflow: place, tracedFen: amount, to: target.orderId, how: 'joined' }
    : undefined;
}

/**
 * The transfer as the order's bank is told it. Money from another account is another transfer, even with the same sum and moment. A
 * transfer that officers asked for may be this very one, since they do not say where it came from.
 */
function newlyTold(target: StopOrder, outflow: AccountOutflow): readonly Transfer[] {
  const told = [transferOf(outflow)];
  return target.ancestors.length > 0 ? told : newTransfers(transfersOf(target), told);
}

/** As many orders follow from one order without a person as the policy allows. */
function orderBound({ order, children, context: { policy, now } }: Trace, place: number): HoldReason | undefined {
  const full = children >= policy.amount('trace.max-children', now) && !isCleared(order, place);
  return full ? 'order-bound' : undefined;
}

/** Why no order may be opened for the outflow. */
function obstacle({ order, known, context }: Trace, { bankId }: AccountOutflow, key: string): TraceEdge['cut'] {
  const { policy, now } = context;
  const register = known.registers.get(key);
  if (order.tier >= policy.amount('trace.max-tiers', now)) return 'too-many-tiers';
  if (!known.banks.has(bankId)) return 'bank-unknown';
  // a frozen account needs no stop: the order waits in line
  return register?.frozenBy === undefined && stopsLeft(register, context) === 0 ? 'stop-limit' : undefined;
}

/** Whether the stop that stands there holds only a sum, or was taken back, so that this money needs a stop of its own. */
function needsItsOwn(trace: Trace, met: string): boolean {
  const target = standing(trace, met);
  if (isUpstream(trace.order, met) || isUpstream(trace.order, target.orderId)) return false;
  return isForSum(target.account) || isTakenBack(target);
}
