import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { publishRanking, rankStations } from '../../shared/regional/station/rank-stations.ts';
import { StationRankings } from '../../shared/regional/station/station-rankings.ts';
import { recordStation, Stations } from '../../shared/regional/station/stations.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { noState } from '../platform/no-state.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { groundsOfRanking } from './ranking-grounds.ts';
import { type regionalRoutes, StationEntry } from './routes.ts';

type StationRoutes = Pick<typeof regionalRoutes, 'recordStation' | 'listStations' | 'publishRanking' | 'getRanking'>;

export const stationOperations: Operations<StationRoutes, ApiTools> = {
  recordStation: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { stationId } = request.params;
    return carryOut(request, journal, async () => {
      const station = await journal.load(Stations, stationId);
      const stale = staleness(request, station.version);
      if (stale !== undefined) return stale;
      const decision = recordStation(station.state, stationId, request.body, request.context());
      return planFrom(decision, [station], (after) => {
        const { state = noState(), version } = after(station);
        return request.answer(station.state === undefined ? 201 : 200, state, version);
      });
    });
  },

  listStations: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'listing', pk: directoryKey(Stations.name) });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => StationEntry.parse(card)), ...page.next });
  },

  publishRanking: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { journal } = tools;
    return carryOut(request, journal, async () => {
      const context = request.context();
      const ranking = await journal.load(StationRankings, request.params.month);
      const grounds = await groundsOfRanking(journal, request.params.month, context);
      return planFrom(publishRanking(ranking.state, grounds, context), [ranking], (after) => {
        const { state = noState(), version } = after(ranking);
        return request.answer(201, state, version);
      });
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
