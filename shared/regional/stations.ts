import * as z from 'zod';
import { StationId } from '../cases/model.ts';
import { directory } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { type Context, districts } from '../kernel/context.ts';
import { Day, StoredDay } from '../kernel/day.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { text } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';

/** How many versions of its population a station keeps in its state. */
const MAX_VERSIONS = 400;

const Residents = z.int().nonnegative().max(100_000_000);

/** How many people live in a station's area, from a day on until the next version. */
const Population = z.strictObject({ from: StoredDay, residents: Residents, recordedAt: UtcInstant });

/** A police station (派出所) as it is ranked: its district, and its population by the day from which each figure holds. */
export const Station = z.strictObject({
  stationId: StationId,
  name: z.string(),
  district: z.enum(districts),
  /** By `from`, the earliest first; one version a day. */
  populations: z.array(Population),
});
export type Station = z.infer<typeof Station>;

/** Record a station, or a version of its population. The same day again corrects the figure of that day. */
export const RecordStation = z.strictObject({
  name: text(100),
  district: z.enum(districts),
  residents: Residents,
  /** The first day on which the figure holds. */
  from: Day,
});
export type RecordStation = z.infer<typeof RecordStation>;

export const StationFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('station.recorded'),
    data: z.strictObject({ at: UtcInstant, stationId: StationId, ...RecordStation.shape, name: z.string(), from: StoredDay }),
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
    const others = before?.populations.filter((version) => version.from !== from) ?? [];
    const populations = [...others, { from, residents, recordedAt: at }].toSorted((a, b) => (a.from < b.from ? -1 : 1));
    return { stationId, name, district, populations };
  },
  index: ({ stationId, name, district, populations }) => ({
    entries: { listing: directory('station', stationId) },
    card: { stationId, name, district, residents: populations.at(-1)?.residents, from: populations.at(-1)?.from },
  }),
};

/** Records a station and a version of its population. The same again changes nothing. @returns `station.recorded`, or STATION_FULL */
export function recordStation(
  before: Station | undefined,
  stationId: string,
  input: RecordStation,
  { now }: Context,
): Decision<StationFact> {
  const known = before?.populations.find(({ from }) => from === input.from);
  const same = before?.name === input.name && before.district === input.district && known?.residents === input.residents;
  if (same) return accept();
  if (known === undefined && (before?.populations.length ?? 0) >= MAX_VERSIONS)
    return refuse('STATION_FULL', { limit: MAX_VERSIONS });
  return accept({ type: 'station.recorded', data: { at: now, stationId, ...input } });
}

/** How many people lived in the station's area on a day; undefined where no version had begun. */
export function residentsOn({ populations }: Station, day: string): number | undefined {
  return populations.findLast(({ from }) => from <= day)?.residents;
}
