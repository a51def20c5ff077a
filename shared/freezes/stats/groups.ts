import * as z from 'zod';
import { defined } from '../../kernel/defined.ts';
import { MINUTE, SECOND } from '../../kernel/time.ts';
import { type Buckets, endOfBucket, type SpanName, within } from './spans.ts';
import { type OfBank, OfHour, Stats, wholeOf } from './stats.ts';

/** By what figures can be told apart. */
export const groupings = ['bank', 'district', 'month', 'day', 'hour'] as const;
export type Grouping = (typeof groupings)[number];

/** The clock of the headline, in whole minutes. */
const IN_TIME = 30;

const Seconds = z.int().nonnegative().optional();
/** In seconds: within what time it was over for 50, 90, 95 and 99 of a hundred, the end of the bucket in which that share is reached. */
const Percentiles = z.strictObject({
  counted: z.int().nonnegative(),
  ...{ p50: Seconds, p90: Seconds, p95: Seconds, p99: Seconds },
});
type Percentiles = z.infer<typeof Percentiles>;

/** The rate of the 30 minutes, and the orders behind it. */
const RateOf = {
  judged: z.int().nonnegative().describe('Orders answered within the 30 minutes, or not, by a bank that had some of them.'),
  rate: z.number().min(0).max(1).optional().describe('The part of them that was answered in time; absent if none was judged.'),
  refusedInAll: z.int().nonnegative().describe('Returned or refused, of any class.'),
};
const StopTimes = {
  stoppedInTime: z.int().nonnegative().describe('Stops that took effect within 30 minutes of the alarm (T5 - T0).'),
  stopTimes: Percentiles.describe('From the alarm to the money stopped (T5 - T0), in seconds.'),
};

const Shown = Stats.omit({ spans: true, doubts: true, hours: true });
const Clock = Percentiles.extend({
  inDoubt: z.int().nonnegative().describe('Not counted: a moment that the bank named is in doubt.'),
});

/** Figures of all that was asked for, as they are shown; times are seconds. */
export const Figures = Shown.extend({
  ...{ ...RateOf, ...StopTimes },
  clocks: z.strictObject({
    requested: Clock.describe('T1 - T0'),
    sent: Clock.describe('T2 - T1'),
    received: Clock.describe('T3 - T2'),
    answered: Clock.describe('T4 - T3'),
    stopped: Clock.describe('T5 - T0: the headline, by whole minutes'),
    filed: Clock.describe('T6 - T0'),
    frozen: Clock.describe('T7 - T6'),
    returned: Clock.describe('From T7 to the first money back with a victim.'),
  }),
});
export type Figures = z.infer<typeof Figures>;

/** A row of a table. By hour it has counts alone. */
export const FigureRow = z
  .strictObject({
    key: z.string().describe('The bank, district, month, day, or hour in Beijing (`00` to `23`).'),
    name: z.string().optional().describe('Of the bank.'),
    rank: z
      .int()
      .positive()
      .optional()
      .describe('The place of the bank by its rate; none if fewer orders were judged than `figures.least-orders`.'),
    ...Shown.omit({ histogram: true }).partial().shape,
    ...OfHour.required().shape,
    ...{ ...RateOf, refusedInAll: RateOf.refusedInAll.optional() },
    ...z.object(StopTimes).partial().shape,
  })
  .meta({ id: 'FigureRow' });
export type FigureRow = z.infer<typeof FigureRow>;

/** Figures as they are shown. */
export function figuresOf(stats: Stats): Figures {
  const { spans, doubts, hours: _, ...shown } = stats;
  const clock = (name: SpanName) => ({ ...percentiles(spans[name] ?? {}, endOfBucket), inDoubt: doubts[name] ?? 0 });
  const stops = stopsOf(stats);
  return {
    ...shown,
    ...rateOf(stats),
    ...stops,
    clocks: {
      ...{ requested: clock('requested'), sent: clock('sent'), received: clock('received'), answered: clock('answered') },
      stopped: { ...stops.stopTimes, inDoubt: stats.timesInDoubt },
      ...{ filed: clock('filed'), frozen: clock('frozen'), returned: clock('returned') },
    },
  };
}

/** The row of a district, month, day or bank. */
export function rowOf(key: string, stats: Stats): FigureRow {
  const { spans: _, doubts: __, hours: ___, histogram: ____, ...shown } = stats;
  return { key, ...shown, ...rateOf(stats), ...stopsOf(stats) };
}

/** The 24 hours of the day, those without an order too. */
export function rowsByHour({ hours }: Stats): readonly FigureRow[] {
  return Array.from({ length: 24 }, (__, hour) => {
    const counts = OfHour.required().parse(countsOf(hours[String(hour)]));
    const { refusedInAll: _, ...rate } = rateOf(counts);
    return { key: String(hour).padStart(2, '0'), ...counts, ...rate };
  });
}

function countsOf(part: OfHour | undefined): object {
  const whole = wholeOf({ ...part });
  return Object.fromEntries(Object.entries(whole).filter(([name]) => Object.hasOwn(OfHour.shape, name)));
}

/**
 * The league table of banks: by the rate of the 30 minutes, the highest first; those with one rate share a place, and stand by the number
 * of their orders. Behind them, without a place, those of which fewer than `least` orders were judged.
 */
export function leagueOf(banks: Readonly<Record<string, OfBank>>, least: number): readonly FigureRow[] {
  const rows = Object.entries(banks).map(([bankId, part]) => rowOf(bankId, wholeOf(part)));
  const placed = rows.filter(({ judged }) => judged > 0 && judged >= least).toSorted(byRate);
  const others = rows.filter(({ judged }) => judged === 0 || judged < least).toSorted(byOrders);
  const ranked = placed.map((row) => ({ ...row, rank: 1 + placed.findIndex((other) => inTimeCrosswise(other, row) === 0) }));
  return [...ranked, ...others];
}

/**
 * Whether a row stands behind a place of the league table, which may have moved since.
 *
 * @param place the bank of the place, and the counts that it stood there with, as text
 */
export function standsBehind(row: FigureRow, place: Readonly<Record<string, string>>, least: number): boolean {
  const { key = '', answeredInTime, judged } = place;
  const there = { key, answeredInTime: Number(answeredInTime), judged: Number(judged) };
  const isPlaced = (one: Standing) => one.judged > 0 && one.judged >= least;
  if (isPlaced(row) !== isPlaced(there)) return isPlaced(there);
  return (isPlaced(row) ? byRate : byOrders)(row, there) > 0;
}

/** What decides the place of a bank. */
type Standing = Pick<FigureRow, 'key' | 'answeredInTime' | 'judged'>;

function byRate(a: Standing, b: Standing): number {
  return inTimeCrosswise(b, a) || byOrders(a, b);
}

/** Which of two rates is higher, exactly: the fractions crosswise, in whole numbers far below 2^53. */
function inTimeCrosswise(a: Standing, b: Standing): number {
  return a.answeredInTime * b.judged - b.answeredInTime * a.judged;
}

function byOrders(a: Standing, b: Standing): number {
  if (a.judged !== b.judged) return b.judged - a.judged;
  return a.key === b.key ? 0 : a.key < b.key ? -1 : 1;
}

/** What a rate needs to know. */
type Judged = Pick<Stats, 'answeredInTime' | 'answeredLate' | 'breached'> & { readonly refused?: Stats['refused'] };

/** A bank that answers late was found in breach before, unless its answer and the end of the 30 minutes met. */
function rateOf({ answeredInTime, answeredLate, breached, refused = {} }: Judged) {
  const judged = answeredInTime + Math.max(answeredLate, breached);
  return {
    judged,
    ...(judged === 0 ? {} : { rate: Math.round((answeredInTime / judged) * 10_000) / 10_000 }),
    refusedInAll: Object.values(refused).reduce((sum, count) => sum + count, 0),
  };
}

function stopsOf({ histogram }: Pick<Stats, 'histogram'>) {
  const inTime = Object.entries(histogram).filter(([minutes]) => Number(minutes) < IN_TIME);
  return {
    stoppedInTime: inTime.reduce((sum, [, count]) => sum + count, 0),
    stopTimes: percentiles(histogram, (minutes) => ((minutes + 1) * MINUTE) / SECOND),
  };
}

function percentiles(buckets: Buckets, end: (bucket: number) => number): Percentiles {
  const counted = Object.values(buckets).reduce((sum, count) => sum + count, 0);
  const at = (share: number) => within(buckets, share, end);
  return { counted, ...defined({ p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) }) };
}
