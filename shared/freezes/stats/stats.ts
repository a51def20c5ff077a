import * as z from 'zod';
import { shardOf } from '../../journal/keys.ts';
import type { StreamType } from '../../journal/stream.ts';
import { type District, districts } from '../../kernel/context.ts';
import { StoredDay } from '../../kernel/day.ts';
import { UtcInstant } from '../../kernel/time.ts';
import type { ResultClass } from '../bank-answer/result-codes.ts';

const Count = z.int().nonnegative();
/** Sums of many orders: larger than one order's may be, still exact. */
const Sum = z.int();
/** A figure that days written by an earlier release do not have: they counted nothing under it. */
const LaterCount = Count.default(0);
const LaterSum = Sum.default(0);

const counters = {
  requested: Count,
  placedInLine: Count,
  turnedDown: Count,
  corrected: Count,
  answeredInTime: Count,
  /** Answered after the 30 minutes, of which the bank had some: see `isBanksTime`. */
  answeredLate: Count,
  /** Answered after the 30 minutes, but they were over, or the police had used them up, before the bank was asked. */
  answeredLateNotByBank: LaterCount,
  /** Stops whose moment, as the bank says it, is impossible: they stand in no bucket of the histogram. */
  timesInDoubt: LaterCount,
  stopped: Count,
  partlyStopped: Count,
  /** The 30 minutes passed without the answer of a bank that Cordon had asked within them. */
  breached: Count,
  /** The 30 minutes were over, or the police had used them up, before the bank was asked. */
  breachedNotByBank: LaterCount,
  unanswered: Count,
  frozen: Count,
  released: Count,
  expired: Count,
} as const;

const sums = {
  /** The sums traced into the accounts of all tiers: the same money counts again at each account it passed. */
  tracedFen: Sum,
  /** The sums traced into the accounts that the victims paid: each fen once. */
  firstTierFen: Sum,
  /** The sums that banks say they stopped; later changes do not count. */
  stoppedFen: Sum,
  /** The same, but of each order at most the sum traced into it. */
  stoppedOfTracedFen: Sum,
  /** What banks hold now: a release, or the end of a term, takes it away again. */
  heldFen: LaterSum,
  /** The same, but of each order at most the sum traced into it: the held part of the victims' money. */
  heldOfTracedFen: LaterSum,
} as const;

const classes = ['fix', 'papers', 'already', 'final'] as const satisfies readonly ResultClass[];
const refused = z.partialRecord(z.enum(classes), Count);
/** How many stops took effect how many whole minutes after the alarm (T5 - T0); the last bucket takes in all that were later. */
const histogram = z.record(z.string().regex(/^[0-9]{1,4}$/), Count);
export const LAST_BUCKET = 24 * 60;

/** The figures of the orders of one district's alarms of one Beijing day. */
export const Stats = z.strictObject({ ...counters, ...sums, refused, histogram });
export type Stats = z.infer<typeof Stats>;

/** What one fact adds. */
const StatsDelta = Stats.partial();
export type StatsDelta = z.infer<typeof StatsDelta>;

export const StatsFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('stats.counted'),
    data: z.strictObject({ at: UtcInstant, district: z.enum(districts), day: StoredDay, adds: StatsDelta }),
  }),
]);
export type StatsFact = z.infer<typeof StatsFact>;

/**
 * The figures by district, Beijing day of the alarm, and shard. An order counts on the day of its alarm, even if its facts come later, so
 * that rates are of the same orders. It always counts in the same shard, so that no stream takes a whole district's writes.
 */
export const StatsOfDay: StreamType<Stats, StatsFact> = {
  name: 'stats',
  schemaVersion: 2,
  state: Stats,
  fact: StatsFact,
  onlyState: true,
  evolve: (before, fact) => add(before ?? noStats, fact.data.adds),
  index: () => ({ entries: {}, card: {} }),
};

/** How many streams share a district's day. */
const STATS_SHARDS = 16;

/** The ids of the streams that make up a district's day. */
export function statsIds(district: District, day: string): readonly string[] {
  return Array.from({ length: STATS_SHARDS }, (_, shard) => statsId(district, day, shard));
}

/** The stream in which an order of a district's day counts. */
export function statsIdOf(district: District, day: string, orderId: string): string {
  return statsId(district, day, shardOf(orderId) % STATS_SHARDS);
}

function statsId(district: District, day: string, shard: number): string {
  return `${district}:${day}:${shard}`;
}

const noStats: Stats = {
  requested: 0,
  placedInLine: 0,
  turnedDown: 0,
  corrected: 0,
  answeredInTime: 0,
  answeredLate: 0,
  answeredLateNotByBank: 0,
  timesInDoubt: 0,
  stopped: 0,
  partlyStopped: 0,
  breached: 0,
  breachedNotByBank: 0,
  unanswered: 0,
  frozen: 0,
  released: 0,
  expired: 0,
  tracedFen: 0,
  firstTierFen: 0,
  stoppedFen: 0,
  stoppedOfTracedFen: 0,
  heldFen: 0,
  heldOfTracedFen: 0,
  refused: {},
  histogram: {},
};

function add(stats: Stats, { refused: refusals, histogram: minutes, ...figures }: StatsDelta): Stats {
  const { refused: refusedBefore, histogram: minutesBefore, ...before } = stats;
  return Stats.parse({
    ...addEach(before, figures),
    refused: addEach(refusedBefore, refusals),
    histogram: addEach(minutesBefore, minutes),
  });
}

type Figures = Readonly<Record<string, number | undefined>>;

function addEach(before: Figures, adds: Figures = {}): Figures {
  const sum = { ...before };
  for (const [name, figure] of Object.entries(adds)) sum[name] = (sum[name] ?? 0) + (figure ?? 0);
  return sum;
}

/** The figures of several days, shards or districts together. */
export function total(parts: readonly Stats[]): Stats {
  return parts.reduce(add, noStats);
}

/**
 * Within how many minutes of the alarm this share of the stops took effect, or undefined if no stop did. Stops later than 24 hours count as
 * 24 hours and a minute.
 *
 * @param share more than 0, at most 1: 0.5 for the median
 */
export function minutesWithin({ histogram: minutes }: Stats, share: number): number | undefined {
  const buckets = Object.entries(minutes)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .toSorted(([a], [b]) => a - b);
  const needed = share * buckets.reduce((sum, [, count]) => sum + count, 0);
  let reached = 0;
  for (const [bucket, count] of buckets) {
    reached += count;
    if (reached >= needed) return bucket + 1;
  }
  return undefined;
}
