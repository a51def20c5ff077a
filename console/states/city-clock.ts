import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

/** Tells the city's time, ISO 8601: the API's clock, which may differ from that of this machine. Undefined until it is read. */
export function useCityClock(): (() => string) | undefined {
  const { data: aheadMs } = useQuery({
    queryKey: ['city-clock'],
    staleTime: 60_000,
    queryFn: async () => Date.parse((await contentOf(api.GET('/v1/health'))).now) - Date.now(),
  });
  return aheadMs === undefined ? undefined : () => new Date(Date.now() + aheadMs).toISOString();
}
