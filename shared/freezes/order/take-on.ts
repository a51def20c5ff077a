import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder } from './stop-order.ts';

/** What the token says of the person who calls. */
export interface NamedCaller {
  readonly name: string;
}

/**
 * An officer says that they see to the order (认领), so that no two ring the same bank. No rule rests on it. Another officer may take it on
 * after them, as at the end of a shift; it ends with the order.
 *
 * @returns `order.taken-on`, no fact if the same officer has it already, or ORDER_STATE_FORBIDS
 */
export function takeOn(
  order: StopOrder,
  _input: unknown,
  { name }: NamedCaller,
  { actor: { agency, subject }, now }: Context,
): Decision<OrderFact> {
  const forbidden = orderLifecycle.refusal(order.status, 'takeOn');
  if (forbidden !== undefined) return forbidden;
  const { takenOn } = order;
  if (takenOn?.agency === agency && takenOn.subject === subject) return accept();
  return accept({ type: 'order.taken-on', data: { at: now, by: { agency, subject, name } } });
}

/**
 * The order is for any officer again (交还).
 *
 * @returns `order.given-back`, no fact if no officer has it, or ORDER_STATE_FORBIDS
 */
export function giveBack(order: StopOrder, _input: unknown, { now }: Context): Decision<OrderFact> {
  const forbidden = orderLifecycle.refusal(order.status, 'giveBack');
  if (forbidden !== undefined) return forbidden;
  return order.takenOn === undefined ? accept() : accept({ type: 'order.given-back', data: { at: now } });
}

/** The officer who has the order; none once it is over. */
export function takenOnNow({ status, takenOn }: Pick<StopOrder, 'status' | 'takenOn'>): StopOrder['takenOn'] {
  return orderLifecycle.allows(status, 'giveBack') ? takenOn : undefined;
}
