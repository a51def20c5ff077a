import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import { plusDays } from '../kernel/beijing.ts';
import { districts } from '../kernel/context.ts';
import { StoredDay } from '../kernel/day.ts';
import { fact } from '../kernel/fact.ts';
import { UtcInstant } from '../kernel/time.ts';
import type { WarningCard } from './views.ts';
import { closings, Means, WarningGrade, WarningSource } from './warning-model.ts';

const Count = z.int().nonnegative();

/** The upper ends of the classes of minutes to the first contact; what took longer is in the last class, `more`. */
export const contactClasses = [5, 15, 30, 60, 240, 1_440] as const;

/** What is counted of warnings. */
export const WarningCounts = z.strictObject({
  received: Count,
  open: Count,
  outcomes: z.partialRecord(z.enum(closings), Count).describe('How the closed ones ended.'),
  contacted: Count.describe('The person was reached.'),
  contactMinutes: Count.describe('The sum of the minutes from the first clue to the first contact.'),
  contactWithin: z.record(z.string(), Count).describe('How many were first reached within so many minutes.'),
  losses: Count.describe('An alarm of the same person followed within the days of the policy.'),
  lossesAfterContact: Count.describe(
    'Of these, those where the person had been reached before: fraud after warning (预警后被骗).',
  ),
  falseAlarms: Count.describe('The source was wrong: no fraud, or another person.'),
});
export type WarningCounts = z.infer<typeof WarningCounts>;

/** The counts of a district and a day, or of several: in all, and by what the source, the police and the means were. */
export const WarningFigures = z.strictObject({
  total: WarningCounts,
  byGrade: z.partialRecord(WarningGrade, WarningCounts),
  bySource: z.partialRecord(WarningSource, WarningCounts),
  byStation: z.record(z.string(), WarningCounts),
  byMeans: z.partialRecord(Means, WarningCounts).describe('By the means whose contact ended the warning.'),
});
export type WarningFigures = z.infer<typeof WarningFigures>;

const nothing: WarningCounts = {
  ...{ received: 0, open: 0, outcomes: {}, contacted: 0, contactMinutes: 0, contactWithin: {} },
  ...{ losses: 0, lossesAfterContact: 0, falseAlarms: 0 },
};

export const noFigures: WarningFigures = { total: nothing, byGrade: {}, bySource: {}, byStation: {}, byMeans: {} };

/** The figures of these warnings. Each figure is a sum over cards, so the order and the parts in which they come do not matter. */
export function figuresOf(cards: readonly WarningCard[]): WarningFigures {
  return cards.reduce((figures, card) => sumOf(figures, figuresOfOne(card)), noFigures);
}

function figuresOfOne(card: WarningCard): WarningFigures {
  const counts = countsOf(card);
  const { grade, source, station, endedBy } = card;
  return {
    total: counts,
    byGrade: { [grade]: counts },
    bySource: { [source]: counts },
    byStation: station === undefined ? {} : { [station]: counts },
    byMeans: endedBy === undefined ? {} : { [endedBy]: counts },
  };
}

function countsOf({ status, outcome, contactMinutes, loss }: WarningCard): WarningCounts {
  const isReached = contactMinutes !== undefined;
  return {
    received: 1,
    open: status === 'closed' ? 0 : 1,
    outcomes: outcome === undefined ? {} : { [outcome]: 1 },
    contacted: isReached ? 1 : 0,
    contactMinutes: contactMinutes ?? 0,
    contactWithin: isReached ? { [classOf(contactMinutes)]: 1 } : {},
    losses: loss === undefined ? 0 : 1,
    lossesAfterContact: loss === 'after-contact' ? 1 : 0,
    falseAlarms: outcome === 'false-alarm' || outcome === 'wrong-person' ? 1 : 0,
  };
}

function classOf(minutes: number): string {
  const upper = contactClasses.find((one) => minutes <= one);
  return upper === undefined ? 'more' : String(upper);
}

/** The sum of two figures. */
export function sumOf(a: WarningFigures, b: WarningFigures): WarningFigures {
  return {
    total: sumOfCounts(a.total, b.total),
    byGrade: sumOfGroups(a.byGrade, b.byGrade),
    bySource: sumOfGroups(a.bySource, b.bySource),
    byStation: sumOfGroups(a.byStation, b.byStation),
    byMeans: sumOfGroups(a.byMeans, b.byMeans),
  };
}

type Groups<Name extends string> = { readonly [N in Name]?: WarningCounts | undefined };

function sumOfGroups<Name extends string>(a: Groups<Name>, b: Groups<Name>): { [N in Name]: WarningCounts } {
  return summed(a, b, nothing, sumOfCounts);
}

function sumOfCounts(a: WarningCounts, b: WarningCounts): WarningCounts {
  const add = (one: number, other: number) => one + other;
  return {
    received: a.received + b.received,
    open: a.open + b.open,
    outcomes: summed(a.outcomes, b.outcomes, 0, add),
    contacted: a.contacted + b.contacted,
    contactMinutes: a.contactMinutes + b.contactMinutes,
    contactWithin: summed(a.contactWithin, b.contactWithin, 0, add),
    losses: a.losses + b.losses,
    lossesAfterContact: a.lossesAfterContact + b.lossesAfterContact,
    falseAlarms: a.falseAlarms + b.falseAlarms,
  };
}

/** Two records added member by member. */
function summed<Name extends string, Value>(
  a: { readonly [N in Name]?: Value | undefined },
  b: { readonly [N in Name]?: Value | undefined },
  none: Value,
  add: (one: Value, other: Value) => Value,
): { [N in Name]: Value } {
  const sum: { [N in Name]: Value } = { ...a } as never;
  for (const name in b) sum[name] = add(a[name] ?? none, b[name] ?? none);
  return sum;
}

/** The figures of the warnings that a district received on a day, as they were counted last. */
export const WarningDay = z.strictObject({
  district: z.enum(districts),
  day: StoredDay,
  countedAt: UtcInstant,
  figures: WarningFigures,
});
export type WarningDay = z.infer<typeof WarningDay>;

export const WarningDayFact = z.discriminatedUnion('type', [
  fact('warning-day.counted', WarningDay.omit({ countedAt: true }).shape),
]);
export type WarningDayFact = z.infer<typeof WarningDayFact>;

/** The figures of days, by district and day. They are counted anew each time, so no fact of them is kept. */
export const WarningDays: StreamType<WarningDay, WarningDayFact> = {
  name: 'warning-day',
  schemaVersion: 1,
  state: WarningDay,
  fact: WarningDayFact,
  onlyState: true,
  evolve: (_, { data: { at, ...day } }) => ({ ...day, countedAt: at }),
  index: () => ({ entries: {}, card: {} }),
};

export function warningDayId(district: string, day: string): string {
  return `${district}:${day}`;
}

const WarningNight = z.strictObject({ through: StoredDay });
export const WarningNightFact = z.discriminatedUnion('type', [fact('warning-night.closed', WarningNight.shape)]);

/** The last day up to which the days of all districts are counted. */
export type WarningNightFact = z.infer<typeof WarningNightFact>;

export const WarningNights: StreamType<z.infer<typeof WarningNight>, WarningNightFact> = {
  name: 'warning-night',
  schemaVersion: 1,
  state: WarningNight,
  fact: WarningNightFact,
  onlyState: true,
  evolve: (_, { data: { through } }) => ({ through }),
  index: () => ({ entries: {}, card: {} }),
};

export const WARNING_NIGHT = 'city';

/**
 * The days that a night counts: each day that is over and whose warnings may have changed since, because a loss can follow for so many days.
 *
 * @param through the last day that was counted
 * @param today the day in Beijing
 * @param lossDays how many days a loss can follow
 * @returns undefined if yesterday is counted
 */
export function daysToCount(
  through: string | undefined,
  today: string,
  lossDays: number,
): { readonly from: string; readonly through: string } | undefined {
  const yesterday = plusDays(today, -1);
  if (through !== undefined && through >= yesterday) return undefined;
  const last = plusDays(through ?? yesterday, -lossDays);
  return { from: last, through: yesterday };
}
