import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

type Me = Schemas['Me'];

/** Who the person is by Cordon, and what they may do on some thing (`GET /v1/me`): one reading for all that ask. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => contentOf(api.GET('/v1/me')), staleTime: 60_000 });

/** Who the person is; undefined until it is read. */
export function useMe(): Me | undefined {
  return useQuery(meQuery).data;
}

/** What `select` makes of it; undefined until it is read. A page is drawn again only when that changes. */
export function useOfMe<Part>(select: (me: Me) => Part): Part | undefined {
  return useQuery({ ...meQuery, select }).data;
}

const agencyOf = ({ agency }: Me): string => agency.id;

/** The id of the agency that the person acts for; undefined until it is read. */
export function useOwnAgency(): string | undefined {
  return useOfMe(agencyOf);
}
