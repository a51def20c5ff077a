import * as z from 'zod';
import { plusDays } from '../../kernel/beijing.ts';
import { StoredDay } from '../../kernel/day.ts';
import { OrderId, randomPart } from '../../kernel/ids.ts';

/** A fact of an order, and the Beijing day on which it was recorded. */
export const FactNumber = z.strictObject({ orderId: OrderId, seq: z.int().positive(), on: StoredDay });
export type FactNumber = z.infer<typeof FactNumber>;

/**
 * The numbers of an order's facts that were counted, by the random part of its id, under the day on which the last of these facts was
 * recorded.
 */
export const CountedNumbers = z.record(StoredDay, z.record(z.string(), z.array(z.int().positive())));
export type CountedNumbers = z.infer<typeof CountedNumbers>;

/**
 * So many days, the newest among them, are kept: at least 48 hours. A table's stream keeps a fact for 24 hours, so a fact that comes again
 * finds its number.
 */
const DAYS_KEPT = 3;

/** The numbers with that of one more fact, and without those of days that are over. */
export function withNumber(before: CountedNumbers = {}, { orderId, seq, on }: FactNumber): CountedNumbers {
  const order = randomPart(orderId);
  const [last = on] = Object.keys(before).filter((day) => before[day]?.[order] !== undefined);
  const { [order]: numbers = [], ...others } = before[last] ?? {};
  const without = { ...before, [last]: others };
  const newest = last > on ? last : on;
  const days = { ...without, [newest]: { ...without[newest], [order]: [...numbers, seq] } };
  const first = firstKept(days);
  return Object.fromEntries(Object.entries(days).filter(([day, orders]) => day >= first && Object.keys(orders).length > 0));
}

/** The first day that is kept; before every day if there is none yet. */
function firstKept(counted: CountedNumbers = {}): string {
  const newest = Object.keys(counted).toSorted().at(-1);
  return newest === undefined ? '' : plusDays(newest, 1 - DAYS_KEPT);
}

/**
 * Whether a fact is in these figures already. `forgotten` where its day is not kept any more: the table's stream has forgotten such a fact,
 * so what comes is not for the first time.
 */
export function countOf(counted: CountedNumbers | undefined, { orderId, seq, on }: FactNumber): 'new' | 'counted' | 'forgotten' {
  const order = randomPart(orderId);
  if (Object.values(counted ?? {}).some((orders) => orders[order]?.includes(seq))) return 'counted';
  return on < firstKept(counted) ? 'forgotten' : 'new';
}
