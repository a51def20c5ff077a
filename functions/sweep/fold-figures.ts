import { closeNight, daysToFold, FIGURES_NIGHT, FiguresNights } from '../../shared/freezes/stats/folded/night.ts';
import {
  foldMonth,
  foldYear,
  MonthsFigures,
  monthFiguresId,
  YearsFigures,
  yearFiguresId,
} from '../../shared/freezes/stats/folded/rollups.ts';
import { StatsOfDay, statsIds } from '../../shared/freezes/stats/stats.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { behind, changedDay, changedFiguresKey } from '../../shared/journal/keys.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { beijingDay, daysFrom, lastDayOf, monthsFrom } from '../../shared/kernel/beijing.ts';
import { type District, districts } from '../../shared/kernel/context.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { contextOf, type Platform } from '../platform/platform.ts';
import { appendAnew } from './append-anew.ts';

/** How many months are folded at the same time. */
const LANES = 4;

/** A month of a district, and those of its days that are to be read besides the ones that are folded already. */
interface MonthOf {
  readonly district: District;
  readonly month: string;
  readonly days: readonly string[];
}

/**
 * Folds the figures of days that are over, once a night: every month in which a fact counted since the last time (after an outage a month of
 * days at once). A month is made anew from the streams of its days, so that a run that was cut off or ran twice leaves nothing wrong. It
 * costs reads; of a month that is as it was it writes nothing.
 *
 * @param hasTime false once it should begin no further month; the next run then begins again
 * @returns how many months it folded; undefined if there was nothing to do, or not enough time
 */
export async function foldFigures(platform: Platform, hasTime: () => boolean): Promise<number | undefined> {
  const { journal } = platform;
  const night = await journal.load(FiguresNights, FIGURES_NIGHT);
  const days = daysToFold(night.state, contextOf(platform));
  if (days === undefined) return undefined;
  const changed =
    night.state === undefined
      ? daysFrom(days.from, days.through).flatMap((day) => districts.map((district) => ({ district, day })))
      : await changedSince(journal, days.from, beijingDay(platform.now()));
  const months = [...monthsOf(changed), ...monthsEnded(days)];
  let cut = false;
  await inParallel(months, LANES, async (one) => {
    if (hasTime()) await fold(platform, one, days.through);
    else cut = true;
  });
  if (cut) return undefined;
  await appendAnew(platform, 'fold.figures', FIGURES_NIGHT, async () => {
    const last = await journal.load(FiguresNights, FIGURES_NIGHT);
    return planFrom(closeNight(last.state, days.through, contextOf(platform)), [last]);
  });
  return months.length;
}

interface DayOf {
  readonly district: District;
  readonly day: string;
}

/**
 * The districts and days of which something changed since a day. A change of today moves the entry of its stream from an earlier day to
 * today, so today is read last.
 */
async function changedSince(journal: Journal, from: string, today: string): Promise<readonly DayOf[]> {
  const changed: DayOf[] = [];
  for (const day of daysFrom(from, today)) changed.push(...(await changedOn(journal, day)));
  return changed;
}

/** The districts and days of which something changed on a day: one entry is read of each, then the next one is looked for. */
async function changedOn(journal: Journal, on: string): Promise<readonly DayOf[]> {
  const found: DayOf[] = [];
  let from: string | undefined;
  for (;;) {
    const { cards } = await journal.find({
      ...{ index: 'listing', pk: changedFiguresKey(on), limit: 1 },
      ...(from === undefined ? {} : { from }),
    });
    const [first] = cards;
    if (first === undefined) return found;
    found.push(...districts.flatMap((district) => dayOf(district, first.sk)));
    from = behind(first.sk);
  }
}

/** The day of an entry, if it is of this district. */
function dayOf(district: District, sk: string): readonly DayOf[] {
  const changed = changedDay(sk);
  return changed.district === district ? [{ district, day: changed.day }] : [];
}

function monthsOf(changed: readonly DayOf[]): readonly MonthOf[] {
  const grouped = Map.groupBy(changed, ({ district, day }) => monthFiguresId(district, day.slice(0, 'YYYY-MM'.length)));
  return [...grouped.values()].flatMap((days) => {
    const [first] = days;
    if (first === undefined) return [];
    return [{ district: first.district, month: first.day.slice(0, 'YYYY-MM'.length), days: days.map(({ day }) => day) }];
  });
}

/** The months that ended on one of these days: they are taken into their years, also where nothing changed. */
function monthsEnded({ from, through }: { readonly from: string; readonly through: string }): readonly MonthOf[] {
  const ended = monthsFrom(from, through).filter((month) => lastDayOf(month) <= through);
  return ended.flatMap((month) => districts.map((district) => ({ district, month, days: [] })));
}

/** Folds a month of a district, and takes it into its year once it is over. */
async function fold(platform: Platform, { district, month, days }: MonthOf, until: string): Promise<void> {
  const { journal } = platform;
  const id = monthFiguresId(district, month);
  const last = lastDayOf(month);
  const end = until < last ? until : last;
  await appendAnew(platform, 'fold.figures', id, async () => {
    const before = await journal.load(MonthsFigures, id);
    // a run that began later may have folded more
    const further = before.state?.through ?? end;
    const through = further > end ? further : end;
    const asked = new Set([...Object.keys(before.state?.days ?? {}), ...days]);
    const own = [...asked].filter((day) => day <= through);
    const streams = await streamsOf(journal, district, own);
    return planFrom(foldMonth(before.state, { district, month, through, streams }, contextOf(platform)), [before]);
  });
  if (until < last) return;
  await appendAnew(platform, 'fold.figures', id, async () => {
    const [{ state }, year] = await Promise.all([
      journal.load(MonthsFigures, id),
      journal.load(YearsFigures, yearFiguresId(district, month)),
    ]);
    const decision = state === undefined ? accept() : foldYear(year.state, state, contextOf(platform));
    return planFrom(decision, [year]);
  });
}

async function streamsOf(journal: Journal, district: District, days: readonly string[]) {
  const ids = days.flatMap((day) => statsIds(district, day).map((id) => ({ id, day })));
  const loaded = await loadAll(
    journal,
    StatsOfDay,
    ids.map(({ id }) => id),
  );
  return loaded.flatMap(({ state: stats }, at) => {
    const day = ids[at]?.day;
    return stats === undefined || day === undefined ? [] : [{ day, stats }];
  });
}
