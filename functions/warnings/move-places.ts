import { Agencies } from '../../shared/agencies/streams.ts';
import { stationRefusal } from '../../shared/cases/named-station.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { Stations } from '../../shared/regional/station/stations.ts';
import type { MoveWarning } from '../../shared/warnings/bodies.ts';
import type { Warning } from '../../shared/warnings/warning-model.ts';
import { districtOfTown } from './places.ts';

/**
 * Why a warning cannot go there: no people of that station or town would see it.
 *
 * @returns STATION_UNKNOWN, STATION_OF_OTHER_DISTRICT, AGENCY_UNKNOWN, AGENCY_UNFIT, or undefined
 */
export async function moveRefusal(
  journal: Journal,
  warning: Pick<Warning, 'district'>,
  { district = warning.district, station, community }: MoveWarning,
): Promise<Refusal | undefined> {
  const [ofStation, town] = await Promise.all([
    station === undefined ? undefined : journal.load(Stations, station),
    community === undefined ? undefined : journal.load(Agencies, community),
  ]);
  const unfit = station === undefined ? undefined : stationRefusal(ofStation?.state, district, { district });
  if (unfit !== undefined || community === undefined) return unfit;
  if (town?.state === undefined) return refuse('AGENCY_UNKNOWN', { paths: ['/community'] });
  return districtOfTown(town.state) === district ? undefined : refuse('AGENCY_UNFIT', { paths: ['/community'] });
}
