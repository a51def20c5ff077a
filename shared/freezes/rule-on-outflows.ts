import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { RuleOnOutflows } from './instructions.ts';
import { sameOfficerTwice } from './officers.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder, TraceEdge } from './stop-order.ts';

/**
 * Two officers say go on: the outflows named, or all that are held, are followed at once, whatever bound or contradiction held them.
 * They may also name outflows that officers declined before, and those beyond the bound of one order.
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
 * Two officers decide that the outflows named, or all that are held, are not followed. What was set aside for them is free for others.
 *
 * @returns `order.outflows-declined`, or ORDER_STATE_FORBIDS, SAME_OFFICER_TWICE, OUTFLOW_NOT_HELD
 */
export function declineOutflows(order: StopOrder, input: RuleOnOutflows, { now }: Context): Decision<OrderFact> {
  const outflows = ruledOn(order, input, 'declineOutflows', waitingOutflows(order));
  return Array.isArray(outflows)
    ? accept({ type: 'order.outflows-declined', data: { at: now, outflows, reason: input.reason, officers: input.officers } })
    : outflows;
}

/** The places of the outflows that stand ready for a person to say go on; none once the money is traced on from a correction. */
export function waitingOutflows(order: StopOrder): number[] {
  if (order.correctedBy !== undefined) return [];
  return placesOf(order, ({ how, outflow }) => how === 'held' && !order.cleared?.includes(outflow));
}

function reopenable(order: StopOrder): number[] {
  return placesOf(order, ({ cut }) => cut === 'declined' || cut === 'too-many-children');
}

function placesOf({ edges }: StopOrder, which: (edge: TraceEdge) => boolean): number[] {
  return edges.filter(which).map(({ outflow }) => outflow);
}

/** The places that are ruled on, or why none is. */
function ruledOn(
  order: StopOrder,
  { officers, outflows }: RuleOnOutflows,
  command: 'clearOutflows' | 'declineOutflows',
  open: readonly number[],
): number[] | Refusal {
  if (!orderLifecycle.allows(order.status, command)) return refuse('ORDER_STATE_FORBIDS', { state: order.status, command });
  const sameTwice = sameOfficerTwice(officers);
  if (sameTwice !== undefined) return sameTwice;
  const strange = (outflows ?? []).flatMap((place, i) => (open.includes(place) ? [] : [`/outflows/${i}`]));
  if (strange.length > 0) return refuse('OUTFLOW_NOT_HELD', { paths: strange });
  const ruled = outflows ?? waitingOutflows(order);
  return ruled.length > 0 ? [...new Set(ruled)] : refuse('OUTFLOW_NOT_HELD');
}
