import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

const agencyOf = ({ agency }: Schemas['Me']): string => agency.id;

/** The id of the agency that the person acts for (`GET /v1/me`); undefined until it is read. */
export function useOwnAgency(): string | undefined {
  const { data } = useQuery({
    queryKey: ['me'],
    queryFn: () => contentOf(api.GET('/v1/me')),
    staleTime: 60_000,
    select: agencyOf,
  });
  return data;
}
