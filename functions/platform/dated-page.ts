import type * as z from 'zod';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { invalid } from '../../shared/http/read-request.ts';
import { through } from '../../shared/journal/keys.ts';
import { beijingDay, lastDayOf, monthsFrom, plusDays, plusMonths, startOfDay } from '../../shared/kernel/beijing.ts';
import { type District, districts } from '../../shared/kernel/context.ts';
import { plus } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from './api-tools.ts';
import type { Page } from './paging.ts';
import { type Card, type Counted, cardsCounted, type Partition, pageOfWindows, type Window } from './partitions-page.ts';

/** How many months a list goes back that names no beginning. */
const MONTHS_BACK = 24;

interface OfDistrict {
  readonly district?: District | 'all' | undefined;
}

interface OfPeriod {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly month?: string | undefined;
}

type DistrictCall = Call & { readonly query: OfDistrict };
type PeriodCall = Call & { readonly query: OfPeriod };
export type DatedCall = DistrictCall & PeriodCall & { readonly query: Paged };

interface Paged {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: 'newest' | 'oldest';
}

export interface Districts {
  readonly kind: 'districts';
  readonly districts: readonly District[];
}

/**
 * The districts of a list: the caller's own, another that the caller may list, or all of the city.
 *
 * @returns the districts, or why the caller may not list them
 */
export function districtsAsked(call: DistrictCall): Districts | Rejection {
  const asked = call.query.district ?? call.actor.district ?? 'all';
  const access = call.allowed(asked === 'all' ? {} : { district: asked });
  if (access.kind === 'refusal') return access;
  return { kind: 'districts', districts: asked === 'all' ? districts : [asked] };
}

/** Days in Beijing, both included. */
export interface PeriodAsked {
  readonly kind: 'period';
  readonly from: string;
  readonly to: string;
}

/**
 * The period of a list: a month, or days; by default the two years until today.
 *
 * @returns the period, or INPUT_INVALID where its parts contradict each other
 */
export function periodOf({ query: { from, to, month }, context }: PeriodCall): PeriodAsked | Rejection {
  if (month !== undefined) {
    const beside = from === undefined ? (to === undefined ? undefined : '/to') : '/from';
    if (beside !== undefined) return invalid({ in: 'query', path: beside, rule: 'must not stand beside `month`' });
    return { kind: 'period', from: `${month}-01`, to: lastDayOf(month) };
  }
  const last = to ?? lastDayOf(beijingDay(context().now).slice(0, 7));
  const first = from ?? beijingDay(plusMonths(startOfDay(last), -MONTHS_BACK));
  if (first > last) return invalid({ in: 'query', path: '/from', rule: 'must not be after `to`' });
  return { kind: 'period', from: first, to: last };
}

export interface DatedAsked {
  readonly kind: 'asked';
  readonly districts: readonly District[];
  readonly period: PeriodAsked;
}

/** The districts and the period that a list, or its summary, asks for. @returns both, or why the caller may not list them */
export function datedAsked(call: DistrictCall & PeriodCall): DatedAsked | Rejection {
  const of = districtsAsked(call);
  if (of.kind === 'refusal') return of;
  const period = periodOf(call);
  return period.kind === 'refusal' ? period : { kind: 'asked', districts: of.districts, period: untilNow(call, period) };
}

/** Without the months to come: they have no entries, and would take up what a page or a summary reads. A clock may be ahead of ours. */
function untilNow({ context }: PeriodCall, period: PeriodAsked): PeriodAsked {
  const last = lastDayOf(plusDays(beijingDay(context().now), 1).slice(0, 7));
  return period.to > last ? { ...period, to: last } : period;
}

/** A list whose sort keys begin with the moment. */
export interface DatedList {
  /** The partitions of one month in the index `listing`. @param month `YYYY-MM`, in Beijing */
  readonly pksOf: (month: string) => readonly string[];
  /** Partitions with entries of all months that belong to the list, too. */
  readonly always?: readonly Partition[];
  /** The entries of the list, by their cards. Absent: all. */
  readonly keep?: ((card: Card['card']) => boolean) | undefined;
}

/**
 * A page of a list by days, over the ends of months and years: month by month, each district's at once.
 *
 * @returns the page, or CURSOR_INVALID
 */
export function datedPage(
  call: DatedCall,
  tools: ApiTools,
  period: PeriodAsked,
  { keep, ...list }: DatedList,
): Promise<Page | Rejection> {
  const newestFirst = call.query.sort === 'newest';
  const { limit: _, cursor: __, ...filter } = call.query;
  const windows = windowsOf(period, list);
  return pageOfWindows(call, tools, {
    windows: newestFirst ? windows.toReversed() : windows,
    newestFirst,
    filter,
    keep: keep && (({ card }) => keep(card)),
  });
}

/** The entries of such a list that its summary counts. */
export function datedCount(tools: ApiTools, period: PeriodAsked, { keep, ...list }: DatedList): Promise<Counted> {
  const windows = windowsOf(period, list).toReversed();
  return cardsCounted(tools, { windows, newestFirst: true, keep: keep && (({ card }) => keep(card)) });
}

/** How many entries have each of these words. Words without an entry, and those of a later release, are absent. */
export function tallied<Name extends string, Word extends string | number>(
  words: readonly Word[],
  entries: readonly { readonly [N in Name]: unknown }[],
  name: Name,
) {
  const counts = words.map((word) => [word, entries.filter((entry) => entry[name] === word).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/**
 * The entries that are asked for, by members of their cards.
 *
 * @param asked the values that these members must have; those that are undefined are not asked for
 * @returns what keeps such entries; undefined where all are asked for
 */
export function cardsWith<Members extends Readonly<Record<string, unknown>>>(
  schema: z.ZodType<Members>,
  asked: { readonly [Name in keyof Members]?: Members[Name] | undefined },
) {
  const wanted = Object.entries(asked).filter(([, value]) => value !== undefined);
  if (wanted.length === 0) return undefined;
  return (card: Card['card']): boolean => {
    const members = parseTolerantly(schema, card);
    return wanted.every(([name, value]) => members[name] === value);
  };
}

/** The calling agency where only its own entries are asked for. */
export function ownIf({ query: { mine }, actor }: Call & { readonly query: { readonly mine?: 'true' | undefined } }) {
  return mine === undefined ? undefined : actor.agency;
}

/** The parts of a list, month by month, the oldest first. */
function windowsOf({ from, to }: Pick<PeriodAsked, 'from' | 'to'>, { pksOf, always = [] }: DatedList): readonly Window[] {
  return monthsOf(from, to).map(({ month, ...range }) => ({
    partitions: [...pksOf(month).map((pk): Partition => ({ index: 'listing', pk })), ...always],
    ...range,
  }));
}

/** The months of a period with the range of their sort keys, the oldest first. */
function monthsOf(from: string, to: string) {
  return monthsFrom(from, to).map((month) => {
    const [first, last] = [`${month}-01`, lastDayOf(month)];
    return { month, ...rangeOf({ from: first < from ? from : first, to: last > to ? to : last }) };
  });
}

/** The sort keys of a period, where they begin with the moment. */
export function rangeOf({ from, to }: Pick<PeriodAsked, 'from' | 'to'>): { readonly from: string; readonly to: string } {
  return { from: startOfDay(from), to: through(plus(startOfDay(plusDays(to, 1)), -1)) };
}
