import { createContext, useContext } from 'react';
import { type Job, type Me, mayEver } from './job.ts';

/** Where the things of each kind have their page: `alert` → `/alerts/`. */
type Places = Readonly<Record<string, string>>;

const PlacesContext = createContext<Places>({});
export const PlacesProvider = PlacesContext.Provider;

/** The places of all jobs together, as far as they are this person's. */
export function placesOf(jobs: readonly Job[], me: Me): Places {
  const own = jobs.filter(({ thingsFor }) => thingsFor === undefined || mayEver(me, thingsFor));
  return Object.assign({}, ...own.map(({ things }) => things ?? {}));
}

/** Gives the page of a thing; undefined where the console has none. */
export function usePageOf(): (kind: string, id: string) => string | undefined {
  const places = useContext(PlacesContext);
  return (kind, id) => {
    const place = places[kind];
    return place === undefined ? undefined : `${place}${id}`;
  };
}
