import * as z from 'zod';
import type { CardPage, Journal } from '../../shared/journal/journal.ts';
import { fileKey } from '../../shared/journal/keys.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import type { Loaded, StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { OrderId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';

/** Orders stand behind the alert itself and its requests in the file. */
export const FIRST_TIER = '01';
/** As many as are loaded in one read. */
const PAGE = 100;
/** The most orders whose states are taken together; no fraud has had as many. */
const MOST = 2_000;

/** Cards in one read: they are small. */
const CARDS = 1_000;

const OrderCard = z.object({ orderId: OrderId });

/**
 * The index cards of all orders of an alert, tier by tier: one read for each thousand.
 * @param schema the members of a card that matter to the caller
 */
export async function cardsOfAlert<Card>(journal: Journal, alertId: string, schema: z.ZodType<Card>): Promise<readonly Card[]> {
  const cards: Card[] = [];
  for await (const page of fileOf(journal, alertId, { from: FIRST_TIER, limit: CARDS }))
    cards.push(...page.map(({ card }) => parseTolerantly(schema, card)));
  return cards;
}

/** The whole file of an alert: the alert, its requests and all its orders, by tier. One read for each thousand. */
export async function entriesOfAlert(journal: Journal, alertId: string): Promise<CardPage['cards']> {
  const entries: CardPage['cards'][number][] = [];
  for await (const page of fileOf(journal, alertId, { limit: CARDS })) entries.push(...page);
  return entries;
}

/**
 * The orders of an alert as they were loaded, tier by tier: the index says which orders there are, their states how each stands.
 *
 * @param type what is read of an order: all of it, or the members that matter to the caller
 */
export async function loadedOrdersOfAlert<State, F extends Fact>(
  journal: Journal,
  alertId: string,
  type: StreamType<State, F>,
): Promise<readonly Loaded<State, F>[]> {
  const orders: Loaded<State, F>[] = [];
  for await (const page of fileOf(journal, alertId, { from: FIRST_TIER, limit: PAGE })) {
    const ids = page.map(({ card }) => parseTolerantly(OrderCard, card).orderId);
    orders.push(...(await journal.loadMany(type, ids)));
    if (orders.length >= MOST) break;
  }
  return orders;
}

/** The file of an alert, page by page, to its end. */
function fileOf(journal: Journal, alertId: string, part: { readonly from?: string; readonly limit: number }) {
  return pagesOf(journal, { index: 'file', pk: fileKey(alertId), ...part });
}
