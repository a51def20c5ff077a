import * as z from 'zod';
import { StationId } from '../../cases/model.ts';
import type { StreamType } from '../../journal/stream.ts';
import { districts } from '../../kernel/context.ts';
import { Month, StoredDay } from '../../kernel/day.ts';
import { AgencyId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';

/** The consequence of a place among the top, by how often the station held one: told (通报), warned (预警), listed (挂牌). */
export const RankingMeasure = z.enum(['told', 'warned', 'listed']);
export type RankingMeasure = z.infer<typeof RankingMeasure>;

const OfStation = { station: StationId, name: z.string().optional(), district: z.enum(districts).optional(), filed: z.int() };

/** A station's place. Equal rates share a place, and the next place counts them all. */
export const RankedStation = z.strictObject({
  ...OfStation,
  rank: z.int().positive(),
  residents: z.int().positive(),
  /** Filed cases per 10,000 residents, to two decimals; places are decided on the exact fraction. */
  rate: z.number().nonnegative(),
  /** Only among the top: how often it was there within the window, this time included, and the consequence. */
  times: z.int().positive().optional(),
  measure: RankingMeasure.optional(),
});
export type RankedStation = z.infer<typeof RankedStation>;

/** A station without a rate: its population is zero or not recorded. */
const UnrankedStation = z.strictObject({ ...OfStation, why: z.enum(['no-residents', 'population-unknown']) });
export type UnrankedStation = z.infer<typeof UnrankedStation>;

/** A month's ranking of stations (派出所发案排名). */
export const Ranking = z.strictObject({
  month: Month,
  /** The population of this day counts: the last of the month. */
  populationOn: StoredDay,
  /** A place up to this is among the top. */
  top: z.int().positive(),
  stations: z.array(RankedStation),
  unranked: z.array(UnrankedStation),
});
export type Ranking = z.infer<typeof Ranking>;

/** A published ranking. It stays as it is, also after corrections. */
export const PublishedRanking = Ranking.extend({ publishedAt: UtcInstant, publishedBy: AgencyId });
export type PublishedRanking = z.infer<typeof PublishedRanking>;

export const StationRankingFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('station-ranking.published'), data: PublishedRanking }),
]);
export type StationRankingFact = z.infer<typeof StationRankingFact>;

/** Published rankings, by month. */
export const StationRankings: StreamType<PublishedRanking, StationRankingFact> = {
  name: 'station-ranking',
  schemaVersion: 1,
  state: PublishedRanking,
  fact: StationRankingFact,
  evolve: (before, { data }) => {
    if (before !== undefined) throw new Error('a published ranking is not published again');
    return data;
  },
  index: () => ({ entries: {}, card: {} }),
};
