import * as z from 'zod';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { IndexPosition, Journal } from '../../shared/journal/journal.ts';
import { fileKey } from '../../shared/journal/keys.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { OrderId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';

/** Orders stand behind the alert itself and its requests in the file. */
export const FIRST_TIER = '01';
/** As many as are loaded in one read. */
const PAGE = 100;
/** The most orders that are taken together; no fraud has had as many. */
const MOST = 2_000;

/** Cards in one read: they are small. */
const CARDS = 1_000;

const OrderCard = z.object({ orderId: OrderId });

/**
 * The index cards of the orders of an alert, tier by tier, in one read for as many as an alert ever has.
 * @param schema the members of a card that matter to the caller
 */
export async function cardsOfAlert<Card>(journal: Journal, alertId: string, schema: z.ZodType<Card>): Promise<readonly Card[]> {
  const cards: Card[] = [];
  for await (const page of pagesOfAlert(journal, alertId, CARDS))
    cards.push(...page.map((card) => parseTolerantly(schema, card)));
  return cards;
}

/** The orders of an alert as they were loaded, tier by tier: the index says which orders there are, their states how each stands. */
export async function loadedOrdersOfAlert(journal: Journal, alertId: string): Promise<readonly Loaded<StopOrder, OrderFact>[]> {
  const orders: Loaded<StopOrder, OrderFact>[] = [];
  for await (const page of pagesOfAlert(journal, alertId, PAGE)) {
    const ids = page.map((card) => parseTolerantly(OrderCard, card).orderId);
    orders.push(...(await journal.loadMany(StopOrders, ids)));
  }
  return orders;
}

/** The cards of an alert's orders, page by page, until there are as many as are taken together. */
async function* pagesOfAlert(journal: Journal, alertId: string, limit: number): AsyncGenerator<readonly unknown[]> {
  let taken = 0;
  let after: IndexPosition | undefined;
  do {
    const part = { index: 'file', pk: fileKey(alertId), from: FIRST_TIER, limit } as const;
    const { cards, next } = await journal.find({ ...part, ...(after === undefined ? {} : { after }) });
    yield cards.map(({ card }) => card);
    taken += cards.length;
    after = next;
  } while (after !== undefined && taken < MOST);
}
