import { beijingDay, beijingMonth, lastDayOf, plusMonths, startOfDay } from '../../kernel/beijing.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { plus } from '../../kernel/time.ts';
import type {
  PublishedRanking,
  RankedStation,
  Ranking,
  RankingMeasure,
  StationRankingFact,
  UnrankedStation,
} from './station-rankings.ts';
import { residentsOn, type Station } from './stations.ts';

/** The input of a ranking. */
export interface RankingGrounds {
  readonly month: string;
  readonly stations: readonly Station[];
  /** Cases filed in the month, by station; also of stations that are not recorded. */
  readonly filed: ReadonlyMap<string, number>;
  /** The rankings published of the months of `monthsBefore`. */
  readonly earlier: readonly PublishedRanking[];
}

type Knowing = Pick<Context, 'now' | 'policy'>;

/**
 * The ranking of a month: stations by filed cases per 10,000 residents, the most first. Equal rates share a place; a place up to the
 * policy's cut-off is among the top, unless the station filed nothing. The repeat rule holds there: told, warned, listed.
 */
export function rankStations({ month, stations, filed, earlier }: RankingGrounds, { now, policy }: Knowing): Ranking {
  const populationOn = lastDayOf(month);
  const top = policy.amount('ranking.top', now);
  const per = policy.amount('ranking.residents', now);
  const counted = stations.map((station) => ({
    ...{ station: station.stationId, name: station.name, district: station.district },
    ...{ filed: filed.get(station.stationId) ?? 0, residents: residentsOn(station, populationOn) },
  }));
  const places = counted
    .flatMap(({ residents, ...one }) => (residents === undefined || residents === 0 ? [] : [{ ...one, residents }]))
    .toSorted((a, b) => compareRates(b, a) || (a.station < b.station ? -1 : 1));
  const ranked = places.map((one): RankedStation => {
    const rank = 1 + places.findIndex((other) => compareRates(other, one) === 0);
    const rate = Math.round((one.filed * per * 100) / one.residents) / 100;
    if (rank > top || one.filed === 0) return { ...one, rank, rate };
    const times = 1 + earlier.filter((ranking) => wasOnTop(ranking, one.station)).length;
    return { ...one, rank, rate, times, measure: measureOf(times, { now, policy }) };
  });
  return { month, populationOn, top, stations: ranked, unranked: unrankedOf(counted, filed) };
}

/**
 * Publishes the ranking of a month that is over, once and for good. It leaves time to count the filings of the month's last moments.
 *
 * @returns `station-ranking.published`, or RANKING_PUBLISHED, MONTH_NOT_OVER, NO_STATION_TO_RANK
 */
export function publishRanking(
  published: PublishedRanking | undefined,
  grounds: RankingGrounds,
  context: Context,
): Decision<StationRankingFact> {
  const { now, actor, policy } = context;
  if (published !== undefined) return refuse('RANKING_PUBLISHED', { month: grounds.month });
  const settled = plus(now, -policy.amount('ranking.settle', now));
  if (beijingDay(settled) <= lastDayOf(grounds.month)) return refuse('MONTH_NOT_OVER');
  const ranking = rankStations(grounds, context);
  if (ranking.stations.length === 0) return refuse('NO_STATION_TO_RANK');
  return accept({
    type: 'station-ranking.published',
    data: { ...ranking, publishedAt: now, publishedBy: actor.agency },
  });
}

/** The months whose published rankings count for repeats: as many before the month as the policy's window has. */
export function monthsBefore(month: string, { now, policy }: Knowing): readonly string[] {
  const first = startOfDay(`${month}-01`);
  return Array.from({ length: policy.amount('ranking.window', now) }, (_, ago) => beijingMonth(plusMonths(first, -(ago + 1))));
}

interface Counted {
  readonly filed: number;
  readonly residents: number;
}

/** Which of two rates is higher, exactly: the fractions crosswise, in whole numbers far below 2^53. */
function compareRates(a: Counted, b: Counted): number {
  return a.filed * b.residents - b.filed * a.residents;
}

function wasOnTop({ stations }: PublishedRanking, id: string): boolean {
  return stations.some(({ station, measure }) => station === id && measure !== undefined);
}

/** The repeat rule (P): the first time told, the second warned, from the third on listed. */
function measureOf(times: number, { now, policy }: Knowing): RankingMeasure {
  if (times >= policy.amount('ranking.listed-at', now)) return 'listed';
  return times >= policy.amount('ranking.warned-at', now) ? 'warned' : 'told';
}

function unrankedOf(
  counted: readonly (Omit<UnrankedStation, 'why'> & { readonly residents: number | undefined })[],
  filed: ReadonlyMap<string, number>,
): UnrankedStation[] {
  const known = new Set(counted.map(({ station }) => station));
  const strangers = [...filed].flatMap(([station, cases]) =>
    known.has(station) ? [] : [{ station, filed: cases, why: 'population-unknown' as const }],
  );
  const empty = counted.flatMap(({ residents, ...one }): UnrankedStation[] => {
    if (residents === undefined) return [{ ...one, why: 'population-unknown' }];
    return residents === 0 ? [{ ...one, why: 'no-residents' }] : [];
  });
  return [...empty, ...strangers].toSorted((a, b) => (a.station < b.station ? -1 : 1));
}
