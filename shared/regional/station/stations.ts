import * as z from 'zod';
import { StationId } from '../../cases/model.ts';
import { directory } from '../../journal/keys.ts';
import type { StreamType } from '../../journal/stream.ts';
import { type Context, districts } from '../../kernel/context.ts';
import { Day, StoredDay } from '../../kernel/day.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { text } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';

/** How many versions of its population a station keeps in its state. */
const MAX_VERSIONS = 400;

/** As it was recorded; 0 only in facts recorded before Cordon refused it. */
const Residents = z.int().nonnegative().max(100_000_000);

/** How many people live in a station's area, from a day on until the next version, as was known from `recordedAt` on. */
const Population = z.strictObject({ from: StoredDay, residents: Residents, recordedAt: UtcInstant });

/** A police station (派出所) as it is ranked: its district, and its population by the day from which each figure holds. */
export const Station = z.strictObject({
  stationId: StationId,
  name: z.string(),
  district: z.enum(districts),
  /** By `from`, the earliest first; every figure of a corrected day is kept, and the one recorded last holds. */
  populations: z.array(Population),
});
export type Station = z.infer<typeof Station>;

/**
 * Record a station, or a version of its population. The same day again corrects the figure of that day; the old figure is kept beside it.
 */
export const RecordStation = z.strictObject({
  name: text(100),
  district: z.enum(districts),
  residents: z.int().positive().max(100_000_000),
  /** The first day on which the figure holds. */
  from: Day,
});
export type RecordStation = z.infer<typeof RecordStation>;

export const StationFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('station.recorded'),
    data: z.strictObject({
      at: UtcInstant,
      stationId: StationId,
      ...RecordStation.shape,
      name: z.string(),
      from: StoredDay,
      residents: Residents,
    }),
  }),
]);
export type StationFact = z.infer<typeof StationFact>;

/** Stations by their id; all of them in one directory. */
export const Stations: StreamType<Station, StationFact> = {
  name: 'station',
  schemaVersion: 1,
  state: Station,
  fact: StationFact,
  evolve: (before, { data }) => {
    const { stationId, name, district, from, residents, at } = data;
    const populations = before?.populations ?? [];
    if (figureOf(before, from) === residents) return { stationId, name, district, populations };
    const upTo = populations.filter((version) => version.from <= from);
    const later = populations.filter((version) => version.from > from);
    return { stationId, name, district, populations: [...upTo, { from, residents, recordedAt: at }, ...later] };
  },
  index: ({ stationId, name, district, populations }) => ({
    entries: { listing: directory('station', stationId) },
    card: { stationId, name, district, residents: populations.at(-1)?.residents, from: populations.at(-1)?.from },
  }),
};

/** The figure that begins on exactly this day, if one was recorded for it: the last one. */
function figureOf(station: Station | undefined, day: string): number | undefined {
  return station?.populations.findLast(({ from }) => from === day)?.residents;
}

/**
 * Records a station and a version of its population. The same again changes nothing. Its district is that of its first record, because its
 * filings are ranked there; a station that moves is another one.
 *
 * @returns `station.recorded`, or STATION_DISTRICT_FIXED, STATION_FULL
 */
export function recordStation(
  before: Station | undefined,
  input: RecordStation,
  stationId: string,
  { now }: Context,
): Decision<StationFact> {
  if (before !== undefined && before.district !== input.district)
    return refuse('STATION_DISTRICT_FIXED', { paths: ['/district'] });
  const known = figureOf(before, input.from) === input.residents;
  if (known && before?.name === input.name) return accept();
  if (!known && (before?.populations.length ?? 0) >= MAX_VERSIONS) return refuse('STATION_FULL', { limit: MAX_VERSIONS });
  return accept({ type: 'station.recorded', data: { at: now, stationId, ...input } });
}

/** How many people lived in the station's area on a day; undefined if no version had begun. */
export function residentsOn({ populations }: Station, day: string): number | undefined {
  return populations.findLast(({ from }) => from <= day)?.residents;
}
