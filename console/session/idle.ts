const SECOND_MS = 1_000;
/** So long before the end the person is asked whether they are still there (WCAG 2.2.1 wants at least 20 seconds). */
const WARNING_SECONDS = 120;
const touches = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

interface Watched {
  signedIn(): boolean;
  /** Called when the warning begins, and when it is over since the person is back. */
  warn(warns: boolean): void;
  end(): void;
}

/**
 * Ends the session of a person who has left the page alone.
 *
 * @param seconds without a touch, a key or a turn of the wheel
 */
export function watchIdle(seconds: number, watched: Watched): void {
  let touchedAt = Date.now();
  let warns = false;
  const warn = (now: boolean): void => {
    if (now === warns) return;
    warns = now;
    watched.warn(now);
  };
  const touch = (): void => {
    touchedAt = Date.now();
    warn(false);
  };
  for (const kind of touches) addEventListener(kind, touch, { passive: true, capture: true });
  // A look at the clock, not one long timer: a machine that slept does not count its timers.
  setInterval(() => {
    if (!watched.signedIn()) return touch();
    const idle = (Date.now() - touchedAt) / SECOND_MS;
    if (idle >= seconds) {
      warn(false);
      touchedAt = Date.now();
      watched.end();
    } else warn(idle >= seconds - WARNING_SECONDS);
  }, SECOND_MS);
}
