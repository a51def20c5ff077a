import { useSyncExternalStore } from 'react';
import { onServerClock, watchServerClock } from '../api/server-clock.ts';
import { dayOf } from '../words/format.ts';

const LOOK_EVERY_MS = 60_000;

/** A moment of this browser's clock as the clock of the city has it, ISO 8601. */
export const cityTimeOf = (browserMs: number): string => new Date(onServerClock(browserMs)).toISOString();

/** The city's time, ISO 8601. Not ahead of the API's, so that no moment that a person sends lies in its future. */
export const cityNow = (): string => cityTimeOf(Date.now());

function watch(look: () => void): () => void {
  const looking = setInterval(look, LOOK_EVERY_MS);
  const end = watchServerClock(look);
  return () => {
    clearInterval(looking);
    end();
  };
}

/** The day in Beijing by the clock of the city, as `2026-11-27`. */
export const useCityDay = (): string => useSyncExternalStore(watch, () => dayOf(cityNow()));
