import type { Agency } from '../../shared/agencies/model.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import type { NotTaken } from '../../shared/alerts/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { District } from '../../shared/kernel/context.ts';
import { Stations } from '../../shared/regional/station/stations.ts';
import type { ClueTaken } from '../../shared/warnings/take-clue.ts';

/** The places that clues name, each looked up once. */
export interface Places {
  /**
   * The clue without a station or community that is not registered in its district: no one would see the warning there. It is named among
   * what was not taken.
   *
   * @param own the district of the caller
   */
  checked(clue: ClueTaken, own: District | undefined): Promise<ClueTaken>;
}

export function createPlaces(journal: Journal): Places {
  const stations = new Map<string, Promise<string | undefined>>();
  const towns = new Map<string, Promise<string | undefined>>();
  const stationDistrict = (id: string) => cached(stations, id, async () => (await journal.load(Stations, id)).state?.district);
  const townDistrict = (id: string) => cached(towns, id, async () => districtOfTown((await journal.load(Agencies, id)).state));
  return {
    checked: async ({ station, community, ...clue }, own) => {
      const district = clue.district ?? own;
      const [ofStation, ofTown] = await Promise.all([
        station === undefined ? undefined : stationDistrict(station),
        community === undefined ? undefined : townDistrict(community),
      ]);
      const isStation = station !== undefined && ofStation === district;
      const isTown = community !== undefined && ofTown === district;
      const odd: NotTaken[] = [
        ...(station === undefined || isStation
          ? []
          : [oddPlace('/station', station, 'must be a registered station of the district')]),
        ...(community === undefined || isTown
          ? []
          : [oddPlace('/community', community, 'must be a registered town of the district')]),
      ];
      const notTaken = [...(clue.notTaken ?? []), ...odd];
      return {
        ...clue,
        ...(isStation ? { station } : {}),
        ...(isTown ? { community } : {}),
        ...(notTaken.length === 0 ? {} : { notTaken }),
      };
    },
  };
}

/** The district of a town; undefined of any other agency, and of one that is closed. */
export function districtOfTown(agency: Agency | undefined): string | undefined {
  return agency?.kind === 'town' && !agency.closed ? agency.district : undefined;
}

function oddPlace(path: string, asSent: string, rule: string): NotTaken {
  return { path, rule, asSent };
}

function cached<Value>(known: Map<string, Promise<Value>>, id: string, look: () => Promise<Value>): Promise<Value> {
  const before = known.get(id);
  if (before !== undefined) return before;
  const found = look();
  known.set(id, found);
  return found;
}
