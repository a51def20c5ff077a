import type { Clock } from '../clock.ts';

/** The longest delay Node's timers take; a longer one would fire at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls back once when the scaled clock has reached `at` (scaled epoch milliseconds); at the next turn if it has already.
 * @returns a function that cancels the call.
 */
export function callAt(clock: Clock, at: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const check = (): void => {
    const left = at - clock.now();
    if (left <= 0) callback();
    else timer = setTimeout(check, Math.min(MAX_DELAY_MS, Math.ceil(clock.toReal(left))));
  };
  timer = setTimeout(check, Math.min(MAX_DELAY_MS, Math.ceil(clock.toReal(at - clock.now()))));
  return () => clearTimeout(timer);
}
