import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { dayOf } from '../words/format.ts';

const READ_EVERY_MS = 60_000;

interface Reading {
  /** What the clock of the city said, ISO 8601. */
  readonly now: string;
  /** How far it was ahead of this browser. */
  readonly aheadMs: number;
}

/** The API's clock, which may differ from that of this machine. @param again whether it is read again each minute */
function useReading<Part>(select: (reading: Reading) => Part, again: boolean): Part | undefined {
  return useQuery({
    queryKey: ['city-clock'],
    staleTime: READ_EVERY_MS,
    refetchInterval: again ? READ_EVERY_MS : false,
    queryFn: async () => {
      const { now } = await contentOf(api.GET('/v1/health'));
      return { now, aheadMs: Date.parse(now) - Date.now() };
    },
    select,
  }).data;
}

const aheadOf = ({ aheadMs }: Reading): number => aheadMs;
const dayIn = ({ now }: Reading): string => dayOf(now);

/** Tells the city's time, ISO 8601, at each call. Undefined until it is read. */
export function useCityClock(): (() => string) | undefined {
  const aheadMs = useReading(aheadOf, false);
  return aheadMs === undefined ? undefined : () => new Date(Date.now() + aheadMs).toISOString();
}

/** The day in Beijing by the clock of the city, as `2026-11-27`; undefined until it is read. */
export function useCityDay(): string | undefined {
  return useReading(dayIn, true);
}
