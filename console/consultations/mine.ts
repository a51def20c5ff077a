import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

const agencyOf = ({ agency }: Schemas['Me']): string => agency.id;

/** The agency for which this person works, by its id; undefined until it is known. */
export function useMyAgency(): string | undefined {
  return useQuery({ queryKey: ['me'], queryFn: () => contentOf(api.GET('/v1/me')), staleTime: 60_000, select: agencyOf }).data;
}
