import { FIGURES_NIGHT, FIRST_LOOK, FiguresNights } from '../../shared/freezes/stats/folded/night.ts';
import {
  type MonthFigures,
  MonthsFigures,
  monthFiguresId,
  YearsFigures,
  yearFiguresId,
} from '../../shared/freezes/stats/folded/rollups.ts';
import { banksWithout, type DayStats, type Stats, StatsOfDay, statsIds } from '../../shared/freezes/stats/stats.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { StreamType } from '../../shared/journal/stream.ts';
import { daysFrom, firstDayOf, lastDayOf, monthsFrom, plusDays } from '../../shared/kernel/beijing.ts';
import type { District } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';

/** Which figures are read. Days are of the alarm, in Beijing. */
export interface Span {
  readonly districts: readonly District[];
  readonly from: string;
  readonly to: string;
  readonly today: string;
  /** Whether they are told apart by days, or by banks over whole months. */
  readonly grain: 'day' | 'month' | 'bank';
}

/** Figures of a district's day, or of its month. */
export interface Piece {
  readonly district: District;
  readonly month: string;
  readonly day?: string;
  readonly stats: Stats;
  readonly banks?: DayStats['banks'];
}

/** The figures of a span, in pieces; and the day up to which late changes are counted. */
export interface FiguresIn {
  readonly pieces: readonly Piece[];
  readonly through: string | undefined;
}

type MonthOf = Pick<Piece, 'district' | 'month'>;

/**
 * The figures of a span. Months that are over are read from the years, folded days from the months, and from their streams the days since and
 * the last folded one: its orders may still be answered. What is read grows with districts and years, or months, and not with orders.
 */
export async function figuresIn(journal: Journal, span: Span): Promise<FiguresIn> {
  const night = await journal.load(FiguresNights, FIGURES_NIGHT);
  const through = night.state?.through;
  const since = liveSince(span, through);
  const all = monthsFrom(span.from, span.to);
  const whole = span.grain === 'month' ? all.filter(isWhole(span, through)) : [];
  const parts = all.filter((month) => !whole.includes(month));
  const ofDistricts = (months: readonly string[]) =>
    months.flatMap((month) => span.districts.map((district) => ({ district, month })));
  const [ofYears, ofMonths] = await Promise.all([
    fromYears(journal, ofDistricts(whole)),
    fromMonths(journal, { ...span, since }, ofDistricts(parts)),
  ]);
  const live = await fromDays(journal, { ...span, since }, ofMonths.liveFrom);
  return { pieces: [...ofYears, ...ofMonths.pieces, ...live], through };
}

interface Folded {
  readonly pieces: readonly Piece[];
  /** The first day that is not read from the folded month of a district. */
  readonly liveFrom: ReadonlyMap<string, string>;
}

/** The last folded day. Where nothing was ever folded, or not for long, the first of the days of a month back. */
function liveSince({ today }: Span, through = ''): string {
  const earliest = plusDays(today, 1 - FIRST_LOOK);
  return through > earliest ? through : earliest;
}

/** Whether a month lies in the span with all its days, and ended before the last folded day: then its year has it. */
function isWhole({ from, to }: Span, through = ''): (month: string) => boolean {
  return (month) => from <= firstDayOf(month) && to >= lastDayOf(month) && lastDayOf(month) < through;
}

async function fromYears(journal: Journal, months: readonly MonthOf[]): Promise<readonly Piece[]> {
  const ids = [...new Set(months.map(({ district, month }) => yearFiguresId(district, month)))];
  const years = new Map((await statesOf(journal, YearsFigures, ids)).map((year) => [`${year.district}:${year.year}`, year]));
  return months.flatMap(({ district, month }) => {
    const folded = years.get(yearFiguresId(district, month))?.months[month];
    return folded === undefined ? [] : [{ district, month, stats: folded.figures }];
  });
}

/** A span, and the first day whose streams are read, unless a district's month is folded further. */
type LiveSpan = Span & { readonly since: string };

async function fromMonths(journal: Journal, span: LiveSpan, months: readonly MonthOf[]): Promise<Folded> {
  const { from, to, grain } = span;
  const ids = months.map(({ district, month }) => monthFiguresId(district, month));
  const folded = (await statesOf(journal, MonthsFigures, ids)).map((state) => ({ ...state, liveFrom: firstLive(state, span) }));
  const pieces = folded.flatMap(({ district, month, through, liveFrom, days, banks, lastBanks }): readonly Piece[] => {
    const own = Object.entries(days).filter(([day]) => day >= from && day <= to && day < liveFrom);
    const byDay = own.map(([day, stats]) => ({ district, month, day, stats }));
    if (grain !== 'bank') return byDay;
    const ofDays = liveFrom === through ? banksWithout(banks, lastBanks) : banks;
    // the banks of the month stand with one of its days: they are of all of them
    return byDay.map((piece, at) => (at === 0 ? { ...piece, banks: ofDays } : piece));
  });
  return { pieces, liveFrom: new Map(folded.map((one) => [monthFiguresId(one.district, one.month), one.liveFrom])) };
}

/**
 * The first day of a folded month that is read from its streams: the last folded day. A month may be folded further than the night says while
 * that is under way, and less far where nothing changed. The banks of its last day stay in a month that an earlier release folded.
 */
function firstLive({ through: own, lastBanks }: MonthFigures, { grain, since }: LiveSpan): string {
  if (own < since) return since;
  return grain === 'bank' && lastBanks === undefined ? plusDays(own, 1) : own;
}

/** The days that are read from their streams. */
async function fromDays(
  journal: Journal,
  { districts, from, to, today, since }: LiveSpan,
  liveFrom: Folded['liveFrom'],
): Promise<readonly Piece[]> {
  const first = from > since ? from : since;
  const streams = daysFrom(first, to < today ? to : today).flatMap((day) =>
    districts.flatMap((district) => {
      const month = day.slice(0, 'YYYY-MM'.length);
      const begin = liveFrom.get(monthFiguresId(district, month));
      if (begin !== undefined && begin > day) return [];
      return statsIds(district, day).map((id) => ({ id, district, month, day }));
    }),
  );
  const ids = streams.map(({ id }) => id);
  const loaded = await loadAll(journal, StatsOfDay, ids);
  return loaded.flatMap(({ state }, at) => {
    const of = streams[at];
    if (state === undefined || of === undefined) return [];
    const { banks, changed: _, counted: __, ...stats } = state;
    return [{ district: of.district, month: of.month, day: of.day, stats, banks }];
  });
}

async function statesOf<State, F extends Fact>(
  journal: Journal,
  type: StreamType<State, F>,
  ids: readonly string[],
): Promise<readonly State[]> {
  const loaded = await loadAll(journal, type, ids);
  return loaded.flatMap(({ state }) => (state === undefined ? [] : [state]));
}
