import type { Clock } from '../clock.ts';

/** The longest delay Node's timers take; a longer one would fire at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls back once when the scaled clock has reached `at` (scaled epoch milliseconds); at the next turn if it has already.
 * @returns a function that cancels the call.
 */
export function callAt(clock: Clock, at: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(check, Math.min(MAX_DELAY_MS, Math.ceil(clock.toReal(at - clock.now()))));
  };
  const check = (): void => {
    if (clock.now() < at) wait();
    else {
      stopListening();
      callback();
    }
  };
  const stopListening = clock.onSkip(wait);
  wait();
  return () => {
    stopListening();
    clearTimeout(timer);
  };
}
