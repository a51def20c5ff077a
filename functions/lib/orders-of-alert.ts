import * as z from 'zod';
import type { OrderFact } from '../../shared/freezes/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { IndexPosition, Journal } from '../../shared/journal/journal.ts';
import { fileKey } from '../../shared/journal/keys.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { OrderId } from '../../shared/kernel/ids.ts';

/** Orders stand behind the alert itself and its requests in the file. */
export const FIRST_TIER = '01';
/** As many as are loaded in one read. */
const PAGE = 100;
/** The most orders that are taken together; a fraud has never had as many. */
const MOST = 2_000;

const OrderCard = z.object({ orderId: OrderId });

/** The orders of an alert, tier by tier, as far as the index has them. */
export async function ordersOfAlert(journal: Journal, alertId: string): Promise<readonly StopOrder[]> {
  return (await loadedOrdersOfAlert(journal, alertId)).flatMap(({ state }) => (state === undefined ? [] : [state]));
}

/** The same, as they were loaded: which orders there are is told by the index, how each stands by its state. */
export async function loadedOrdersOfAlert(journal: Journal, alertId: string): Promise<readonly Loaded<StopOrder, OrderFact>[]> {
  const orders: Loaded<StopOrder, OrderFact>[] = [];
  let after: IndexPosition | undefined;
  do {
    const page = await journal.find({
      index: 'file',
      pk: fileKey(alertId),
      from: FIRST_TIER,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    const loaded = await journal.loadMany(
      StopOrders,
      page.cards.map(({ card }) => OrderCard.parse(card).orderId),
    );
    orders.push(...loaded);
    after = page.next;
  } while (after !== undefined && orders.length < MOST);
  return orders;
}
