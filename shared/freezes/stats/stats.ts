import * as z from 'zod';
import { changedFigures, shardOf } from '../../journal/keys.ts';
import type { StreamType } from '../../journal/stream.ts';
import { beijingDay } from '../../kernel/beijing.ts';
import { type District, districts } from '../../kernel/context.ts';
import { StoredDay } from '../../kernel/day.ts';
import { defined } from '../../kernel/defined.ts';
import { AgencyId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { type ResultClass, resultCodeList } from '../bank-answer/result-codes.ts';
import { CountedNumbers, FactNumber, withNumber } from './counted-numbers.ts';
import { spanNames, within } from './spans.ts';

const Count = z.int().nonnegative();
/** Sums of many orders: larger than one order's may be, still exact. */
const Sum = z.int();

const counters = {
  requested: Count,
  placedInLine: Count,
  turnedDown: Count,
  corrected: Count,
  answeredInTime: Count,
  /** Answered after the 30 minutes, of which the bank had some: see `isBanksTime`. */
  answeredLate: Count,
  /** Answered after the 30 minutes, but they were over, or the police had used them up, before the bank was asked. */
  answeredLateNotByBank: Count,
  /** Stops whose moment, as the bank says it, is impossible: they stand in no bucket of the histogram. */
  timesInDoubt: Count,
  stopped: Count,
  partlyStopped: Count,
  /** The 30 minutes passed without the answer of a bank that Cordon had asked within them. */
  breached: Count,
  /** The 30 minutes were over, or the police had used them up, before the bank was asked. */
  breachedNotByBank: Count,
  unanswered: Count,
  frozen: Count,
  released: Count,
  expired: Count,
  /** Frozen accounts with a finding of the screening. */
  screened: Count,
  /** Orders whose money goes free by right. */
  letGo: Count,
  /** Payments back to victims, as banks said; a later finding that one was not made does not count. */
  returned: Count,
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
  heldFen: Sum,
  /** The same, but of each order at most the sum traced into it: the held part of the victims' money. */
  heldOfTracedFen: Sum,
  /** What banks paid back to victims; a sum that is found not paid is taken away again. */
  returnedFen: Sum,
} as const;

const later = Count.default(0);
/** The figures that days written by an earlier release do not have: they counted nothing under them. */
const laterFigures = {
  ...{ answeredLateNotByBank: later, timesInDoubt: later, breachedNotByBank: later },
  ...{ heldFen: Sum.default(0), heldOfTracedFen: Sum.default(0), returnedFen: Sum.default(0) },
  ...{ screened: later, letGo: later, returned: later },
} as const;

const classes = ['fix', 'papers', 'already', 'final'] as const satisfies readonly ResultClass[];
const refused = z.partialRecord(z.enum(classes), Count);
/** What banks did not do, by their result codes. */
const codes = z.partialRecord(z.enum(resultCodeList), Count);
/** How many stops took effect how many whole minutes after the alarm (T5 - T0); the last bucket takes in all that were later. */
const histogram = z.record(z.string().regex(/^[0-9]{1,4}$/), Count);
export const LAST_BUCKET = 24 * 60;
/** How many of the other times between clocks are in each bucket, by its lower bound in seconds. */
const spans = z.partialRecord(z.enum(spanNames), z.record(z.string().regex(/^[0-9]{1,8}$/), Count));
/** How many times stand in no bucket, because a moment is in doubt. */
const doubts = z.partialRecord(z.enum(spanNames), Count);

/** The part of the figures that is of one bank; what is absent is 0. */
export const OfBank = z.strictObject({ ...counters, ...sums, refused, codes, histogram }).partial();
export type OfBank = z.infer<typeof OfBank>;

/** The part that is of alarms of one hour of the day: counts alone. */
export const OfHour = z.strictObject(counters).partial();
export type OfHour = z.infer<typeof OfHour>;

const hours = z.record(z.string().regex(/^(1?[0-9]|2[0-3])$/), OfHour);
const banks = z.record(AgencyId, OfBank);

/** Figures of orders: of alarms of one day or more, of one district or more. */
export const Stats = z.strictObject({
  ...{ ...counters, ...sums, ...laterFigures, refused, histogram },
  ...{ codes: codes.default({}), spans: spans.default({}), doubts: doubts.default({}) },
  /** By the hour in Beijing of the alarm, 0 to 23. */
  hours: hours.default({}),
});
export type Stats = z.infer<typeof Stats>;

/** What one fact adds. */
const StatsDelta = Stats.omit({ hours: true }).partial();
export type StatsDelta = z.infer<typeof StatsDelta>;

/** The figures of one stream: a part of the orders of one district's alarms of one Beijing day. */
export const DayStats = Stats.extend({
  /** Absent of what an earlier release counted. */
  banks: banks.default({}),
  /** The Beijing day of the last change, and what the stream is of; absent of days that an earlier release wrote last. */
  changed: z.strictObject({ on: StoredDay, district: z.enum(districts), day: StoredDay }).optional(),
  /** Absent of days that only an earlier release counted: it kept a record of a command for each fact. */
  counted: CountedNumbers.optional(),
});
export type DayStats = z.infer<typeof DayStats>;

export const StatsFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('stats.counted'),
    data: z.strictObject({
      ...{ at: UtcInstant, district: z.enum(districts), day: StoredDay, adds: StatsDelta },
      /** Whose part the fact is of. */
      ...{ bankId: AgencyId.optional(), hour: z.int().min(0).max(23).optional() },
      /** The fact that is counted; absent of what an earlier release counted. */
      of: FactNumber.optional(),
    }),
  }),
]);
export type StatsFact = z.infer<typeof StatsFact>;

/**
 * The figures by district, Beijing day of the alarm, and shard. An order counts on the day of its alarm, even if its facts come later, so
 * that rates are of the same orders. It always counts in the same shard, so that no stream takes a whole district's writes. The parts by
 * bank and hour stand in the same item: an order writes no more items for them. So do the numbers of the facts that were counted: a count
 * is one item, written under the version that was read, and a fact that comes again finds its number there.
 */
export const StatsOfDay: StreamType<DayStats, StatsFact> = {
  name: 'stats',
  schemaVersion: 4,
  state: DayStats,
  fact: StatsFact,
  onlyState: true,
  evolve: (before = noStats, { data: { at, district, day, adds, bankId, hour, of } }) => ({
    ...DayStats.omit({ changed: true, counted: true }).parse(addTrees(figuresIn(before), partOf(adds, bankId, hour))),
    changed: { on: beijingDay(at), district, day },
    ...defined({ counted: of === undefined ? before.counted : withNumber(before.counted, of) }),
  }),
  index: ({ changed }) => ({
    entries: changed === undefined ? {} : { listing: changedFigures(changed.on, changed.district, changed.day) },
    card: {},
  }),
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

const noFigures: Stats = {
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
  screened: 0,
  letGo: 0,
  returned: 0,
  tracedFen: 0,
  firstTierFen: 0,
  stoppedFen: 0,
  stoppedOfTracedFen: 0,
  heldFen: 0,
  heldOfTracedFen: 0,
  returnedFen: 0,
  refused: {},
  histogram: {},
  codes: {},
  spans: {},
  doubts: {},
  hours: {},
};
const noStats = { ...noFigures, banks: {} } satisfies DayStats;

type Tree = { readonly [Member in string]?: number | Tree | undefined };

/** The sum of two trees of figures, member by member; a member that one of them lacks is the other's. */
function addTrees(before: Tree, adds: Tree): Tree {
  const sum: Record<string, number | Tree | undefined> = { ...before };
  for (const [name, value] of Object.entries(adds)) {
    const own = sum[name];
    if (typeof value === 'number') sum[name] = (typeof own === 'number' ? own : 0) + value;
    else if (value !== undefined) sum[name] = addTrees(typeof own === 'object' ? own : {}, value);
  }
  return sum;
}

function figuresIn({ changed: _, counted: __, ...figures }: DayStats): Tree {
  return figures;
}

/** What a fact adds to its stream: to the whole, to its bank and to its hour. */
function partOf(adds: StatsDelta, bankId: string | undefined, hour: number | undefined): Tree {
  const { spans: _, doubts: __, ...figures } = adds;
  return {
    ...adds,
    ...(bankId === undefined ? {} : { banks: { [bankId]: nonzero(figures) } }),
    ...(hour === undefined ? {} : { hours: { [hour]: countsOf(figures) } }),
  };
}

function nonzero(tree: Tree): Tree {
  const told = ([, value]: readonly [string, number | Tree | undefined]) =>
    typeof value === 'object' ? Object.keys(value).length > 0 : value !== 0 && value !== undefined;
  return Object.fromEntries(Object.entries(tree).filter(told));
}

/** The counters among the figures; sums stand in no hour. */
function countsOf(figures: Tree): Tree {
  return Object.fromEntries(Object.entries(nonzero(figures)).filter(([name]) => Object.hasOwn(counters, name)));
}

type Part = Stats & Partial<Pick<DayStats, 'banks' | 'changed' | 'counted'>>;

/** The figures of several days, shards or districts together, with the parts of banks. */
export function total(parts: readonly Part[]): DayStats {
  return DayStats.parse(parts.reduce<Tree>((sum, { changed: _, counted: __, ...part }) => addTrees(sum, part), noStats));
}

/** The same without the parts of banks. */
export function totalStats(parts: readonly Part[]): Stats {
  const { banks: _, changed: __, counted: ___, ...sum } = total(parts.map(({ banks: ____, ...part }) => part));
  return sum;
}

/** The parts of banks of several days, shards or districts together. */
export function totalByBank(parts: readonly DayStats['banks'][]): DayStats['banks'] {
  return banks.parse(parts.reduce<Tree>(addTrees, {}));
}

/** The parts of banks without those of one of the days that are in them. */
export function banksWithout(all: DayStats['banks'], ofDay: DayStats['banks'] = {}): DayStats['banks'] {
  return banks.parse(addTrees(all, negated(ofDay)));
}

function negated(tree: Tree): Tree {
  const flipped = (value: Tree[string]) => (typeof value === 'number' ? 0 - value : value && negated(value));
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, flipped(value)]));
}

/** The part of a bank, or of an hour, with a 0 for what is absent. */
export function wholeOf(part: OfBank): Stats {
  return Stats.parse(addTrees(noFigures, part));
}

/**
 * Within how many minutes of the alarm this share of the stops took effect, or undefined if no stop did. Stops later than 24 hours count as
 * 24 hours and a minute.
 *
 * @param share more than 0, at most 1: 0.5 for the median
 */
export function minutesWithin({ histogram: minutes }: Pick<Stats, 'histogram'>, share: number): number | undefined {
  return within(minutes, share, (bucket) => bucket + 1);
}
