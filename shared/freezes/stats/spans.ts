import * as z from 'zod';
import { DAY, elapsed, HOUR, MINUTE, SECOND } from '../../kernel/time.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { StopOrder } from '../order/stop-order.ts';

/**
 * The times between the clocks of an order: `requested` T1 - T0, `sent` T2 - T1, `received` T3 - T2, `answered` T4 - T3, `filed` T6 - T0,
 * `frozen` T7 - T6, `returned` from T7 to the first money back with a victim. T5 - T0, the headline, is counted by whole minutes beside them (`histogram`).
 */
export const spanNames = ['requested', 'sent', 'received', 'answered', 'filed', 'frozen', 'returned'] as const;
export type SpanName = (typeof spanNames)[number];

/** The times that a fact completes, in whole seconds; a negative one is in doubt. */
export const SpanSeconds = z.partialRecord(z.enum(spanNames), z.int());
export type SpanSeconds = z.infer<typeof SpanSeconds>;

/** The time from one moment to the next; absent if one of them is not known. */
type Between = readonly [SpanName, from: string | undefined, to: string | undefined];

/**
 * The times that a fact of an order completes, each counted once in the order's life.
 *
 * @param before the state before the fact
 * @param after the state after it
 */
export function spansOf(before: StopOrder | undefined, fact: OrderFact, after: StopOrder): SpanSeconds {
  const { type } = fact;
  if (type === 'order.requested' && before === undefined) return seconds(['requested', after.alarmAt, after.requestedAt]);
  if (type === 'order.frozen' && before?.freezeEffectiveAt === undefined) return untilFrozen(after);
  if (fact.type === 'order.money-returned')
    return before?.returnedFen === undefined ? seconds(['returned', after.freezeEffectiveAt, fact.data.paidAt]) : {};
  if (before === undefined || before.answeredAt !== undefined || after.answeredAt === undefined) return {};
  const { requestedAt, sentAt, receivedAt, answeredAt } = after;
  // of two receipts the first counts, so a second one at another time leaves nothing in doubt
  const doubted = after.timeDoubts?.some(
    ({ of, instruction, reason }) => of === 'receipt' && instruction === 'stop' && reason !== 'differs-from-first',
  );
  return {
    ...seconds(['sent', requestedAt, sentAt]),
    ...(doubted === true
      ? { received: IN_DOUBT, answered: IN_DOUBT }
      : seconds(['received', sentAt, receivedAt], ['answered', receivedAt, answeredAt])),
  };
}

/** A case may have been filed before this alarm: then no time passed from the alarm to the filing. */
function untilFrozen({ alarmAt, filedAt, freezeEffectiveAt, timeDoubts }: StopOrder): SpanSeconds {
  const { filed } = seconds(['filed', alarmAt, filedAt]);
  const doubted = timeDoubts?.some(({ instruction }) => instruction === 'freeze') === true;
  return {
    ...(filed === undefined ? {} : { filed: Math.max(0, filed) }),
    ...(doubted ? { frozen: IN_DOUBT } : seconds(['frozen', filedAt, freezeEffectiveAt])),
  };
}

/** A time of which a moment is in doubt. */
const IN_DOUBT = -1;

function seconds(...spans: readonly Between[]): SpanSeconds {
  return Object.fromEntries(
    spans.flatMap(([name, from, to]) =>
      from === undefined || to === undefined ? [] : [[name, Math.floor(elapsed(from, to) / SECOND)]],
    ),
  );
}

/** From which time on buckets are how long, in seconds: by seconds up to a minute, by minutes up to an hour, then coarser. */
const steps: readonly (readonly [from: number, length: number])[] = [
  [0, 1],
  [MINUTE / SECOND, MINUTE / SECOND],
  [HOUR / SECOND, (15 * MINUTE) / SECOND],
  [(6 * HOUR) / SECOND, HOUR / SECOND],
  [(2 * DAY) / SECOND, DAY / SECOND],
];
/** The last bucket takes in all that took longer. */
const LONGEST = (90 * DAY) / SECOND;

/** The bucket of a time, named by its lower bound. @param span whole seconds, not negative */
export function bucketOf(span: number): number {
  if (span >= LONGEST) return LONGEST;
  const [from, length] = stepOf(span);
  return from + Math.floor((span - from) / length) * length;
}

/** The end of a bucket: every time in it is shorter. Of the last one a day more than its lower bound. @param bucket seconds */
export function endOfBucket(bucket: number): number {
  return bucket + stepOf(bucket)[1];
}

function stepOf(span: number): readonly [number, number] {
  return steps.findLast(([from]) => from <= span) ?? [0, 1];
}

/** How many times are in each bucket, by the lower bound. */
export type Buckets = Readonly<Record<string, number>>;

/**
 * Within what time this share of what was counted was over: the end of the bucket in which the share is reached. Undefined if nothing was
 * counted.
 *
 * @param share more than 0, at most 1: 0.5 for the median
 */
export function within(buckets: Buckets, share: number, end: (bucket: number) => number): number | undefined {
  const counted = Object.entries(buckets)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .toSorted(([a], [b]) => a - b);
  const needed = share * counted.reduce((sum, [, count]) => sum + count, 0);
  let reached = 0;
  for (const [bucket, count] of counted) {
    reached += count;
    if (count > 0 && reached >= needed) return end(bucket);
  }
  return undefined;
}
