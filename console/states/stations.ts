import { useQuery } from '@tanstack/react-query';
import { useMay } from '../acts/may.ts';
import { allPages } from '../api/all-pages.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { listStations } from '../generated/operations.ts';

type Station = Schemas['StationEntry'];

const KEPT_MS = 300_000;

/** The police stations by their ids, as far as this person may read them. */
export function useStations(): ReadonlyMap<string, Station> {
  const enabled = useMay().has(listStations.action);
  const { data } = useQuery({ queryKey: ['stations'], enabled, queryFn: allStations, staleTime: KEPT_MS, retry: false });
  return data ?? none;
}

const none: ReadonlyMap<string, Station> = new Map();

async function allStations(): Promise<ReadonlyMap<string, Station>> {
  const stations = await allPages((query) => contentOf(api.GET('/v1/stations', { params: { query } })));
  return new Map(stations.map((station) => [station.stationId, station]));
}
