import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

const READ_EVERY_MS = 60_000;

/** What the clock of the city says, ISO 8601; undefined until it is known. A city on a fast clock is ahead of this browser. */
export function useCityNow(): string | undefined {
  const { data } = useQuery({
    queryKey: ['health'],
    queryFn: () => contentOf(api.GET('/v1/health')),
    staleTime: READ_EVERY_MS,
    refetchInterval: READ_EVERY_MS,
  });
  return data?.now;
}
