import type { Call } from '../../shared/http/api-request.ts';
import { recordOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { beijingMonth, firstDayOf, monthsFrom, plusMonths, startOfDay } from '../../shared/kernel/beijing.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { publishRanking, rankStations } from '../../shared/regional/station/rank-stations.ts';
import { type PublishedRanking, StationRankings } from '../../shared/regional/station/station-rankings.ts';
import { recordStation, type Station, Stations } from '../../shared/regional/station/stations.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { placeOf } from '../platform/place.ts';
import { groundsOfRanking } from './ranking-grounds.ts';
import { type regionalRoutes, StationEntry } from './routes.ts';

type StationRoutes = Pick<
  typeof regionalRoutes,
  'recordStation' | 'listStations' | 'publishRanking' | 'listRankings' | 'getRanking'
>;

interface StationCall extends Call {
  readonly params: { readonly stationId: string };
  answer(status: 200 | 201, station: Station, version: number): StoredAnswer;
}

interface RankingCall extends Call {
  readonly params: { readonly month: string };
  answer(status: 201, ranking: PublishedRanking, version: number): StoredAnswer;
}

export const stationOperations: Operations<StationRoutes, ApiTools> = {
  recordStation: recordOn({
    load: ({ params }: StationCall, journal: Journal) => journal.load(Stations, params.stationId),
    may: (request) => request.allowed(),
    answer: (request, { state, version }, before) => request.answer(before === undefined ? 201 : 200, state, version),
  })((before, input, context, { loaded }) => recordStation(before, input, loaded.id, context)),

  listStations: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'listing', pk: directoryKey(Stations.name) });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(StationEntry, card)), ...page.next });
  },

  publishRanking: recordOn({
    load: ({ params }: RankingCall, journal: Journal) => journal.load(StationRankings, params.month),
    may: (request) => request.allowed(),
    answer: (request, { state, version }) => request.answer(201, state, version),
  })(async (before, _none, context, { loaded, tools }) =>
    publishRanking(before, await groundsOfRanking(tools.journal, loaded.id, context), context),
  ),

  listRankings: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { limit, station } = request.query;
    const place = await placeOf(request, tools, { station });
    if (place.kind === 'refusal') return place;
    const { now, policy } = request.context();
    const present = beijingMonth(now);
    const first = monthsBack(present, policy.amount('ranking.months-listed', now) - 1);
    const last = place.after?.['month'] === undefined ? present : monthsBack(place.after['month'], 1);
    const months = monthsFrom(firstDayOf(first), firstDayOf(last)).toReversed();
    const page = months.slice(0, limit);
    const rankings = await tools.journal.loadMany(StationRankings, page);
    const items = rankings.map(({ id: month, state }) => ({ month, published: state !== undefined, ...entryOf(state, station) }));
    const end = page.at(-1);
    return request.answer(200, {
      items,
      ...place.next(end === undefined || months.length <= limit ? undefined : { month: end }),
    });
  },

  getRanking: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { month } = request.params;
    const { state, version } = await journal.load(StationRankings, month);
    if (state !== undefined) return request.answer(200, state, version);
    const context = request.context();
    return request.answer(200, rankStations(await groundsOfRanking(journal, month, context), context));
  },
};

/** What the list says of a published ranking, and of the place of a station in it. */
function entryOf(ranking: PublishedRanking | undefined, wanted: string | undefined) {
  if (ranking === undefined) return {};
  const { publishedAt, publishedBy, stations, top } = ranking;
  const place = stations.find(({ station }) => station === wanted);
  return { publishedAt, publishedBy, stations: stations.length, top, ...defined({ place }) };
}

/** @param month `YYYY-MM` */
function monthsBack(month: string, months: number): string {
  return beijingMonth(plusMonths(startOfDay(firstDayOf(month)), -months));
}
