import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { nextOrderId } from '../../shared/freezes/request/order-id.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';

/** The place of the next order of an alarm at an account: the first id by the one rule that no order has. */
export async function nextOrder(
  journal: Journal,
  concerned: Parameters<typeof nextOrderId>[0],
): Promise<Loaded<StopOrder, OrderFact>> {
  let place = await journal.load(StopOrders, nextOrderId(concerned));
  while (isTaken(place.state)) place = await journal.load(StopOrders, nextOrderId({ ...concerned, before: place.id }));
  return place;
}

/** Whether an order was opened there. An order that was turned down never was: it is opened under the same id if a stop is left later. */
export function isTaken(order: StopOrder | undefined): boolean {
  return order !== undefined && order.status !== 'turned-down';
}
