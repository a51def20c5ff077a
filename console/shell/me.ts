import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

/** Who the person is by Cordon, and what they may do on some thing (`GET /v1/me`). */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: () => contentOf(api.GET('/v1/me')),
    staleTime: 60_000,
  });
}
