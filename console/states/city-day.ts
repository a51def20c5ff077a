import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { dayOf } from '../words/format.ts';

/** The day in Beijing by the clock of the city, as `2026-11-27`; undefined until it is read. */
export function useCityDay(): string | undefined {
  const { data } = useQuery({
    queryKey: ['city-day'],
    staleTime: 60_000,
    queryFn: async () => dayOf((await contentOf(api.GET('/v1/health'))).now),
  });
  return data;
}
