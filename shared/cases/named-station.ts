import type { Actor, District } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';

/** The members of a recorded station (派出所) that decide whether a case may name it. */
export interface NamedStation {
  readonly district: District;
}

/**
 * Why a case may not name this station. Stations are ranked by filings, so a case names a station of its own district, and only that
 * district's police or the city may name it: no agency counts a filing for a station of another district.
 *
 * @param station the station as it is recorded, if it is
 * @returns STATION_UNKNOWN or STATION_OF_OTHER_DISTRICT, or undefined if the case may name it
 */
export function stationRefusal(
  station: NamedStation | undefined,
  of: District,
  { district = of }: Pick<Actor, 'district'>,
): Refusal | undefined {
  const paths = ['/station'];
  if (station === undefined) return refuse('STATION_UNKNOWN', { paths });
  return station.district === of && station.district === district ? undefined : refuse('STATION_OF_OTHER_DISTRICT', { paths });
}
