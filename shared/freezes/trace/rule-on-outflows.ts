import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { sameOfficerTwice } from '../officers.ts';
import type { RuleOnOutflows } from '../order/instructions.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { orderLifecycle } from '../order/order-lifecycle.ts';
import type { StopOrder } from '../order/stop-order.ts';
import { waitingOutflows } from './hold-outflows.ts';

/**
 * Two officers clear outflows, those named or all that are held: the trace follows them at once, despite the bound or contradiction that
 * held them. They may also name outflows that officers declined before, and those beyond the bound of one order.
 *
 * @returns `order.outflows-cleared`, or ORDER_STATE_FORBIDS, SAME_OFFICER_TWICE, OUTFLOW_NOT_HELD
 */
export function clearOutflows(order: StopOrder, input: RuleOnOutflows, { now }: Context): Decision<OrderFact> {
  const outflows = ruledOn(order, input, 'clearOutflows', [...waitingOutflows(order), ...reopenable(order)]);
  return Array.isArray(outflows)
    ? accept({ type: 'order.outflows-cleared', data: { at: now, outflows, reason: input.reason, officers: input.officers } })
    : outflows;
}

/**
 * Two officers decide that the trace does not follow the outflows named, or all that are held. The sums set aside for them are free for
 * others.
 *
 * @returns `order.outflows-declined`, or ORDER_STATE_FORBIDS, SAME_OFFICER_TWICE, OUTFLOW_NOT_HELD
 */
export function declineOutflows(order: StopOrder, input: RuleOnOutflows, { now }: Context): Decision<OrderFact> {
  const outflows = ruledOn(order, input, 'declineOutflows', waitingOutflows(order));
  return Array.isArray(outflows)
    ? accept({ type: 'order.outflows-declined', data: { at: now, outflows, reason: input.reason, officers: input.officers } })
    : outflows;
}

/** The outflows that only a person can open again, by naming them: declined before, or beyond the bound of one order. */
function reopenable({ edges }: StopOrder): number[] {
  return edges.filter(({ cut }) => cut === 'declined' || cut === 'too-many-children').map(({ outflow }) => outflow);
}

/** The places that the officers rule on, or the refusal. */
function ruledOn(
  order: StopOrder,
  { officers, outflows }: RuleOnOutflows,
  command: 'clearOutflows' | 'declineOutflows',
  open: readonly number[],
): number[] | Refusal {
  const forbidden = orderLifecycle.refusal(order.status, command);
  if (forbidden !== undefined) return forbidden;
  const sameTwice = sameOfficerTwice(officers);
  if (sameTwice !== undefined) return sameTwice;
  const strange = (outflows ?? []).flatMap((place, i) => (open.includes(place) ? [] : [`/outflows/${i}`]));
  if (strange.length > 0) return refuse('OUTFLOW_NOT_HELD', { paths: strange });
  const ruled = outflows ?? waitingOutflows(order);
  return ruled.length > 0 ? [...new Set(ruled)] : refuse('OUTFLOW_NOT_HELD');
}
