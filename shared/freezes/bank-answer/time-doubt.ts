import * as z from 'zod';
import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { UtcInstant } from '../../kernel/time.ts';

/**
 * Why a moment that a bank names is in doubt: the bank had not been asked yet, the moment lies ahead, or the bank named another one first.
 * The first two are impossible; in the third case the first moment counts.
 */
const timeDoubtReasons = ['before-order', 'in-future', 'differs-from-first'] as const;

/** A moment that a bank named and that is in doubt. It is kept as the bank said it, and counts in no figure. */
export const TimeDoubt = z.strictObject({
  reason: z.enum(timeDoubtReasons),
  said: UtcInstant,
  /** The nearest possible moment, from which terms run; of two statements, the first. */
  countedFrom: UtcInstant,
});
export type TimeDoubt = z.infer<typeof TimeDoubt>;

/** A time that a bank named, and the one that counts. */
interface CountedTime {
  readonly from: string;
  readonly doubt?: TimeDoubt;
}

/**
 * The moment from which an execution counts: the bank's, or the nearest possible one if the bank's is off by more than clocks may differ
 * (policy `clock.tolerance`). Cordon never refuses a clear stop for a wrong clock.
 *
 * @param asked when the bank was asked: no execution was before
 */
export function counted(said: string, asked: string, context: Context): CountedTime {
  if (inFuture(said, context)) return doubted('in-future', said, context.now);
  return isBefore(said, asked, context) ? doubted('before-order', said, asked) : { from: said };
}

/** The doubt of a moment that differs from the bank's first statement: the first counts. */
export function unlikeFirst(said: string, first: string): TimeDoubt {
  return { reason: 'differs-from-first', said, countedFrom: first };
}

function doubted(reason: TimeDoubt['reason'], said: string, countedFrom: string): CountedTime {
  return { from: countedFrom, doubt: { reason, said, countedFrom } };
}
