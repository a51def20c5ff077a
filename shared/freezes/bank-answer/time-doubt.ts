import * as z from 'zod';
import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { UtcInstant } from '../../kernel/time.ts';

/**
 * Why a moment that a bank names is in doubt: the bank had not been asked yet, it lies ahead, or it is another than the bank said first.
 * The first two are impossible; in the third case the first moment counts.
 */
const timeDoubtReasons = ['before-order', 'in-future', 'differs-from-first'] as const;

/** A moment that a bank named and that is in doubt. It is kept as the bank said it, and counts in no figure. */
export const TimeDoubt = z.strictObject({
  reason: z.enum(timeDoubtReasons),
  said: UtcInstant,
  /** The nearest moment that can be, from which terms run; of what was said twice, the first. */
  countedFrom: UtcInstant,
});
export type TimeDoubt = z.infer<typeof TimeDoubt>;

/** A time that a bank named, and the one that counts. */
interface CountedTime {
  readonly from: string;
  readonly doubt?: TimeDoubt;
}

/**
 * The moment from which an execution counts: as the bank says, or the nearest that can be, by more than clocks may differ (policy
 * `clock.tolerance`). A clear stop is never refused for a wrong clock.
 *
 * @param asked when the bank was asked: nothing was executed before
 */
export function counted(said: string, asked: string, context: Context): CountedTime {
  if (inFuture(said, context)) return doubted('in-future', said, context.now);
  return isBefore(said, asked, context) ? doubted('before-order', said, asked) : { from: said };
}

/** What a bank says at another time than it said first: the first counts. */
export function unlikeFirst(said: string, first: string): TimeDoubt {
  return { reason: 'differs-from-first', said, countedFrom: first };
}

function doubted(reason: TimeDoubt['reason'], said: string, countedFrom: string): CountedTime {
  return { from: countedFrom, doubt: { reason, said, countedFrom } };
}
