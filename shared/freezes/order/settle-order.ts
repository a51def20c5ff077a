import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import type { SettleOrder } from './instructions.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * An officer has dealt with a stop or a freeze whose term ran out (the bank let the money go, another order holds it, the officer called
 * the bank), and says how. Until then its police find the order on their lists as waiting for them.
 *
 * @returns `order.settled`, no fact if it is settled already, or ORDER_STATE_FORBIDS
 */
export function settleOrder(order: StopOrder, { reason }: SettleOrder, { now }: Context): Decision<OrderFact> {
  const forbidden = orderLifecycle.refusal(order.status, 'settle');
  if (forbidden !== undefined) return forbidden;
  return order.settledAt === undefined ? accept({ type: 'order.settled', data: { at: now, reason } }) : accept();
}
