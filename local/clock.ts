/**
 * The clock of the local city. At `speed` 30 a minute lasts two seconds, for functions, workflows, queues and simulators alike.
 * It is plain data, so that it can be handed to a worker thread, and it never runs backwards over a restart.
 */
export interface ClockSettings {
  /** How many scaled milliseconds pass in one real millisecond. */
  readonly speed: number;
  /** Real epoch milliseconds at which the clock was set. */
  readonly realAnchor: number;
  /** Scaled epoch milliseconds shown at that moment. */
  readonly scaledAnchor: number;
}

export interface Clock extends ClockSettings {
  /** Scaled epoch milliseconds. */
  now(): number;
  /** How many real milliseconds the given scaled milliseconds take. */
  toReal(scaledMs: number): number;
}

/** The real `Date.now`, kept before anybody patches it. */
const realNow = Date.now.bind(Date);

export function createClock(settings: ClockSettings): Clock {
  return {
    ...settings,
    now: () => Math.floor(settings.scaledAnchor + (realNow() - settings.realAnchor) * settings.speed),
    toReal: (scaledMs) => Math.max(0, scaledMs / settings.speed),
  };
}

/** A clock for a new run: real time, or, where an earlier run ended later than that on its own clock, on from there. */
export function startClock(speed: number, lastScaled = 0): Clock {
  const real = realNow();
  return createClock({ speed, realAnchor: real, scaledAnchor: Math.max(real, lastScaled) });
}
