import { SECOND } from '../../shared/kernel/time.ts';
import type { WaitingSeats } from './waiting-seats.ts';

/** Seconds after which a caller may call again if it may not wait. */
export const NO_SEAT_PAUSE = '5';

/** The tools of an operation whose caller may wait. */
export interface WaitingTools {
  /** Waits in real time, by no clock of the city. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Epoch milliseconds in real time, as `sleep` counts them. */
  readonly realNow: () => number;
  readonly seats: WaitingSeats;
}

/** How a caller waits. */
interface Wait<Look> {
  /** Seconds, 0 for not at all. */
  readonly seconds: number;
  /** The caller whose seats are taken. */
  readonly caller: string;
  /** Milliseconds between two looks. */
  readonly pause: number;
  /** @param again false at the first look */
  readonly look: (again: boolean) => Promise<Look>;
  /** Whether the look ends the wait: there is something to tell. */
  readonly ends: (look: Look) => boolean;
}

/**
 * Looks until there is something to tell, or the time is over. Between two looks it sleeps; a look costs what it reads, and nothing else
 * while nothing is there.
 *
 * @returns the last look; `turnedAway` if the caller waits elsewhere as often as it may, so that it got the first
 */
export async function longPoll<Look>(
  { sleep, realNow, seats }: WaitingTools,
  { seconds, caller, pause, look, ends }: Wait<Look>,
): Promise<{ readonly last: Look; readonly turnedAway: boolean }> {
  const end = realNow() + seconds * SECOND;
  const left = (): number => end - realNow();
  let last = await look(false);
  if (ends(last) || left() <= 0) return { last, turnedAway: false };
  const seat = await seats.take(caller, left());
  if (seat === undefined) return { last, turnedAway: true };
  do {
    await sleep(Math.min(pause, Math.max(0, left())));
    last = await look(true);
  } while (!ends(last) && left() > 0);
  if (left() > 0) await seat.leave();
  return { last, turnedAway: false };
}
