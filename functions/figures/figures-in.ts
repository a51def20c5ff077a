import { FIGURES_NIGHT, FIRST_LOOK, FiguresNights } from '../../shared/freezes/stats/folded/night.ts';
import { MonthsFigures, monthFiguresId, YearsFigures, yearFiguresId } from '../../shared/freezes/stats/folded/rollups.ts';
import { type DayStats, type Stats, StatsOfDay, statsIds } from '../../shared/freezes/stats/stats.ts';
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
 * The figures of a span. Days that are folded are read from the years (months that are over) and the months (days, banks), the others from their
 * streams: what is read grows with districts and years, or months, and not with orders.
 */
export async function figuresIn(journal: Journal, span: Span): Promise<FiguresIn> {
  const night = await journal.load(FiguresNights, FIGURES_NIGHT);
  const through = night.state?.through;
  const all = monthsFrom(span.from, span.to);
  const whole = span.grain === 'month' ? all.filter(isWhole(span, through)) : [];
  const parts = all.filter((month) => !whole.includes(month));
  const ofDistricts = (months: readonly string[]) =>
    months.flatMap((month) => span.districts.map((district) => ({ district, month })));
  const [ofYears, ofMonths] = await Promise.all([
    fromYears(journal, ofDistricts(whole)),
    fromMonths(journal, span, ofDistricts(parts)),
  ]);
  const throughs = new Map([...ofYears.throughs, ...ofMonths.throughs]);
  const live = await fromDays(journal, span, { through, throughs });
  return { pieces: [...ofYears.pieces, ...ofMonths.pieces, ...live], through };
}

interface Folded {
  readonly pieces: readonly Piece[];
  /** The last day that is folded of a district's month. */
  readonly throughs: ReadonlyMap<string, string>;
}

/** Whether a month lies in the span with all its days, and is folded: then its year has it. */
function isWhole({ from, to }: Span, through = ''): (month: string) => boolean {
  return (month) => from <= firstDayOf(month) && to >= lastDayOf(month) && lastDayOf(month) <= through;
}

async function fromYears(journal: Journal, months: readonly MonthOf[]): Promise<Folded> {
  const ids = [...new Set(months.map(({ district, month }) => yearFiguresId(district, month)))];
  const years = new Map((await statesOf(journal, YearsFigures, ids)).map((year) => [`${year.district}:${year.year}`, year]));
  const known = months.flatMap(({ district, month }) => {
    const folded = years.get(yearFiguresId(district, month))?.months[month];
    return folded === undefined ? [] : [{ district, month, ...folded }];
  });
  return {
    pieces: known.map(({ district, month, figures: stats }) => ({ district, month, stats })),
    throughs: new Map(known.map(({ district, month, through }) => [monthFiguresId(district, month), through])),
  };
}

async function fromMonths(journal: Journal, { from, to, grain }: Span, months: readonly MonthOf[]): Promise<Folded> {
  const ids = months.map(({ district, month }) => monthFiguresId(district, month));
  const states = await statesOf(journal, MonthsFigures, ids);
  const pieces = states.flatMap(({ district, month, days, banks }): readonly Piece[] => {
    const own = Object.entries(days).filter(([day]) => day >= from && day <= to);
    const byDay = own.map(([day, stats]) => ({ district, month, day, stats }));
    // the banks of the month stand with one of its days: they are of all of them
    return grain === 'bank' ? byDay.map((piece, at) => (at === 0 ? { ...piece, banks } : piece)) : byDay;
  });
  return {
    pieces,
    throughs: new Map(states.map(({ district, month, through }) => [monthFiguresId(district, month), through])),
  };
}

/** The days that are not folded. Where nothing was ever folded, or not for long, those of a month back. */
async function fromDays(
  journal: Journal,
  { districts, from, to, today }: Span,
  { through, throughs }: Pick<FiguresIn, 'through'> & Pick<Folded, 'throughs'>,
): Promise<readonly Piece[]> {
  const earliest = plusDays(today, 1 - FIRST_LOOK);
  const first = [from, earliest, ...(through === undefined ? [] : [plusDays(through, 1)])].toSorted().at(-1) ?? from;
  const streams = daysFrom(first, to < today ? to : today).flatMap((day) =>
    districts.flatMap((district) => {
      const month = day.slice(0, 'YYYY-MM'.length);
      const folded = throughs.get(monthFiguresId(district, month));
      if (folded !== undefined && folded >= day) return [];
      return statsIds(district, day).map((id) => ({ id, district, month, day }));
    }),
  );
  const ids = streams.map(({ id }) => id);
  const loaded = await loadAll(journal, StatsOfDay, ids);
  return loaded.flatMap(({ state }, at) => {
    const of = streams[at];
    if (state === undefined || of === undefined) return [];
    const { banks, changed: _, ...stats } = state;
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
