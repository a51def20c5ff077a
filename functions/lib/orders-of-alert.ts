import * as z from 'zod';
import { RequestedOrderCard } from '../../shared/freezes/answers.ts';
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

/** Cards in one read: they are small. */
const CARDS = 1_000;

const OrderCard = z.object({ orderId: OrderId });

/** What the index says of the orders of an alert, tier by tier, in one read for as many as an alert ever has. */
export async function cardsOfAlert(journal: Journal, alertId: string): Promise<readonly RequestedOrderCard[]> {
  const cards: RequestedOrderCard[] = [];
  let after: IndexPosition | undefined;
  do {
    const page = await journal.find({
      index: 'file',
      pk: fileKey(alertId),
      from: FIRST_TIER,
      limit: CARDS,
      ...(after === undefined ? {} : { after }),
    });
    cards.push(...page.cards.map(({ card }) => RequestedOrderCard.parse(card)));
    after = page.next;
  } while (after !== undefined && cards.length < MOST);
  return cards;
}

/** The orders of an alert as they were loaded, tier by tier: which orders there are is told by the index, how each stands by its state. */
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
