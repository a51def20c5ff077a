import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

/** The district of the person's agency, and the person's name; an agency of the whole city has no district. */
export function useMeHere() {
  const { data } = useQuery({
    queryKey: ['me'],
    queryFn: () => contentOf(api.GET('/v1/me')),
    staleTime: 60_000,
    select: ({ agency, person }) => ({ district: agency.district, name: person?.name }),
  });
  return data;
}
