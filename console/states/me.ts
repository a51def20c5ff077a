import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

/** Who the person is and what they may do (`GET /v1/me`); undefined until it is read. */
export function useMe(): Schemas['Me'] | undefined {
  const { data } = useQuery({ queryKey: ['me'], queryFn: () => contentOf(api.GET('/v1/me')), staleTime: 60_000 });
  return data;
}
