import * as z from 'zod';
import { orderStatuses } from '../../shared/freezes/order-status.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fileKey } from '../../shared/journal/keys.ts';
import { Fen } from '../../shared/kernel/money.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { FIRST_TIER } from './orders-of-alert.ts';

/** How the orders of an alert stand: for lists, where the whole of them would be too much. */
export const OrdersSoFar = z.strictObject({
  total: z.int().nonnegative(),
  /** The bank's result is still awaited. */
  waiting: z.int().nonnegative(),
  /** Waiting past the 30 minutes, or answered after them. */
  breached: z.int().nonnegative(),
  /** What was stopped, in fen. */
  stoppedFen: Fen,
});
export type OrdersSoFar = z.infer<typeof OrdersSoFar>;

/** What of an order's card is counted. */
const OrderCard = z.object({
  status: z.enum(orderStatuses),
  dueAt: UtcInstant,
  answeredAt: UtcInstant.optional(),
  stoppedFen: Fen,
});

/** The most orders a list counts of one alert. */
const COUNTED = 1_000;

/** How the orders of the alert stand at `now`. */
export async function ordersSoFar(journal: Journal, alertId: string, now: string): Promise<OrdersSoFar> {
  const { cards } = await journal.find({ index: 'file', pk: fileKey(alertId), from: FIRST_TIER, limit: COUNTED });
  const orders = cards.map(({ card }) => OrderCard.parse(card));
  const waits = orders.filter(({ status }) => status === 'requested' || status === 'sent' || status === 'received');
  return {
    total: orders.length,
    waiting: waits.length,
    breached: waits.filter(({ dueAt }) => now > dueAt).length + orders.filter(({ answeredAt, dueAt }) => answeredAt !== undefined && answeredAt > dueAt).length,
    stoppedFen: orders.reduce((sum, { stoppedFen }) => sum + stoppedFen, 0),
  };
}
