import { createContext, useContext } from 'react';
import { matchRoutes } from 'react-router';
import { isOffered, type Job, type JobPage, type Me } from './job.ts';

/** Where this person is led. */
interface Places {
  /** The pages of all jobs that the person is offered. */
  readonly offered: readonly JobPage[];
  /** Whether an address leads to one of them, as the router finds it among all pages. */
  leads(to: string): boolean;
}

const PlacesContext = createContext<Places>({ offered: [], leads: () => false });
export const PlacesProvider = PlacesContext.Provider;

/** The places of all jobs together, as far as they are this person's; none before the person is known. */
export function placesOf(jobs: readonly Job[], me: Pick<Me, 'may'> | undefined): Places {
  const pages = jobs.flatMap((job) => job.pages);
  const offered = me === undefined ? [] : pages.filter((page) => isOffered(page, me));
  const routes = pages.map((page) => ({ path: `/${page.path}`, page }));
  return {
    offered,
    leads: (to) => matchRoutes(routes, to)?.some(({ route }) => offered.includes(route.page)) ?? false,
  };
}

/** Gives the page of a thing; undefined where this person is offered none. */
export function usePageOf(): (kind: string, id: string) => string | undefined {
  const { offered } = useContext(PlacesContext);
  return (kind, id) => {
    const page = offered.find(({ thing }) => thing === kind);
    return page === undefined ? undefined : `/${page.path.slice(0, page.path.lastIndexOf('/'))}/${id}`;
  };
}

/** The pages of all jobs that this person is offered. */
export const useOffered = (): readonly JobPage[] => useContext(PlacesContext).offered;

/** Tells whether this person is offered the page to which an address leads. */
export function useLeads(): (to: string) => boolean {
  return useContext(PlacesContext).leads;
}
