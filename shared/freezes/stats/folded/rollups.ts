import * as z from 'zod';
import type { StreamType } from '../../../journal/stream.ts';
import { canonicalJson } from '../../../kernel/canonical.ts';
import { type Context, type District, districts } from '../../../kernel/context.ts';
import { StoredDay, StoredMonth } from '../../../kernel/day.ts';
import { accept, type Decision } from '../../../kernel/decision.ts';
import { fact } from '../../../kernel/fact.ts';
import { DayStats, Stats, totalByBank, totalStats } from '../stats.ts';

/** Figures by day (`YYYY-MM-DD`) of the days that have any. */
const ByDay = z.record(StoredDay, Stats);

/**
 * The figures of a district's alarms of a month, folded: each day up to `through` by itself, and the banks over all of them. It repeats what
 * the streams of the days say, and is made again from them when one of them changed.
 */
export const MonthFigures = z.strictObject({
  district: z.enum(districts),
  month: StoredMonth,
  /** The last day that it has, at most the last of the month. */
  through: StoredDay,
  days: ByDay,
  banks: DayStats.shape.banks,
  /** Those of the day `through` among them: readers take that day from its streams. Absent of what an earlier release folded. */
  lastBanks: DayStats.shape.banks.removeDefault().optional(),
});
export type MonthFigures = z.infer<typeof MonthFigures>;

export const MonthFiguresFact = z.discriminatedUnion('type', [fact('month-figures.folded', MonthFigures.shape)]);
export type MonthFiguresFact = z.infer<typeof MonthFiguresFact>;

/** By district and month: `haidian:2026-11`. */
export const MonthsFigures: StreamType<MonthFigures, MonthFiguresFact> = {
  name: 'month-figures',
  schemaVersion: 2,
  state: MonthFigures,
  fact: MonthFiguresFact,
  onlyState: true,
  evolve: (_, { data: { at: __, ...figures } }) => figures,
  index: () => ({ entries: {}, card: {} }),
};

/** The figures of a district's year, by month that is over: so years are read without their days and banks. */
export const YearFigures = z.strictObject({
  district: z.enum(districts),
  /** `YYYY` */
  year: z.string(),
  months: z.record(StoredMonth, z.strictObject({ through: StoredDay, figures: Stats })),
});
export type YearFigures = z.infer<typeof YearFigures>;

export const YearFiguresFact = z.discriminatedUnion('type', [
  fact('year-figures.folded', {
    ...{ district: z.enum(districts), month: StoredMonth, through: StoredDay, figures: Stats },
  }),
]);
export type YearFiguresFact = z.infer<typeof YearFiguresFact>;

/** By district and year: `haidian:2026`. */
export const YearsFigures: StreamType<YearFigures, YearFiguresFact> = {
  name: 'year-figures',
  schemaVersion: 2,
  state: YearFigures,
  fact: YearFiguresFact,
  onlyState: true,
  evolve: (before, { data: { district, month, through, figures } }) => ({
    district,
    year: month.slice(0, 4),
    months: { ...before?.months, [month]: { through, figures } },
  }),
  index: () => ({ entries: {}, card: {} }),
};

export function monthFiguresId(district: District, month: string): string {
  return `${district}:${month}`;
}

/** @param month any of the year, `YYYY-MM` */
export function yearFiguresId(district: District, month: string): string {
  return `${district}:${month.slice(0, 4)}`;
}

/** What a month is folded from: the streams of its days, read now. */
export interface MonthToFold {
  readonly district: District;
  readonly month: string;
  /** The last day that is folded. */
  readonly through: string;
  readonly streams: readonly { readonly day: string; readonly stats: DayStats }[];
}

type Knowing = Pick<Context, 'now'>;

/** Folds a month anew. The same figures again change nothing. */
export function foldMonth(
  before: MonthFigures | undefined,
  { district, month, through, streams }: MonthToFold,
  { now }: Knowing,
): Decision<MonthFiguresFact> {
  const byDay = Map.groupBy(streams, ({ day }) => day);
  const days = Object.fromEntries([...byDay].map(([day, parts]) => [day, totalStats(parts.map(({ stats }) => stats))]));
  const banksOf = (parts: MonthToFold['streams']) => totalByBank(parts.map(({ stats }) => stats.banks));
  const [banks, lastBanks] = [banksOf(streams), banksOf(byDay.get(through) ?? [])];
  if (isSame(before ?? { days: {}, banks: {} }, { days, banks })) return accept();
  return accept({ type: 'month-figures.folded', data: { at: now, district, month, through, days, banks, lastBanks } });
}

/** Takes a folded month into its year. The same figures again change nothing. */
export function foldYear(
  before: YearFigures | undefined,
  { district, month, through, days }: MonthFigures,
  { now }: Knowing,
): Decision<YearFiguresFact> {
  const figures = totalStats(Object.values(days));
  const known = before?.months[month];
  if (known !== undefined && isSame({ figures }, { figures: known.figures })) return accept();
  return accept({ type: 'year-figures.folded', data: { at: now, district, month, through, figures } });
}

/** Whether the members of the second are those of the first. */
function isSame<Members extends object>(before: Members, after: { readonly [M in keyof Members]?: unknown }): boolean {
  const own = Object.fromEntries(Object.entries(before).filter(([name]) => Object.hasOwn(after, name)));
  return canonicalJson(own) === canonicalJson(after);
}
