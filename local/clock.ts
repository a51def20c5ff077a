/**
 * The clock of the local city. At `speed` 30 a minute lasts two seconds, for functions, workflows, queues and simulators alike. It is plain
 * data and one shared number, so that a worker thread can get it. It never runs backwards, not even over a restart.
 */
export interface ClockSettings {
  /** How many scaled milliseconds pass in one real millisecond. */
  readonly speed: number;
  /** Real epoch milliseconds at which the clock was set. */
  readonly realAnchor: number;
  /** Scaled epoch milliseconds shown at that moment. */
  readonly scaledAnchor: number;
  /** The milliseconds skipped since, as one 64-bit integer that every thread sees; absent if the clock never skips. */
  readonly skipped?: SharedArrayBuffer;
}

export interface Clock extends ClockSettings {
  readonly skipped: SharedArrayBuffer;
  /** Scaled epoch milliseconds. */
  now(): number;
  /** How many real milliseconds the given scaled milliseconds take. */
  toReal(scaledMs: number): number;
  /** Lets this much scaled time pass at once, in every thread. */
  skip(scaledMs: number): void;
  /** Calls back after each skip of this thread. @returns a function that ends it */
  onSkip(listener: () => void): () => void;
}

/** The real `Date.now`, kept before it is patched. */
const realNow = Date.now.bind(Date);

export function createClock(settings: ClockSettings): Clock {
  const { speed, realAnchor, scaledAnchor, skipped = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT) } = settings;
  const jumped = new BigInt64Array(skipped);
  const listeners = new Set<() => void>();
  return {
    ...{ speed, realAnchor, scaledAnchor, skipped },
    now: () => Math.floor(scaledAnchor + (realNow() - realAnchor) * speed) + Number(Atomics.load(jumped, 0)),
    toReal: (scaledMs) => Math.max(0, scaledMs / speed),
    skip: (scaledMs) => {
      Atomics.add(jumped, 0, BigInt(Math.max(0, Math.floor(scaledMs))));
      for (const listener of [...listeners]) listener();
    },
    onSkip: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A clock for a new run: real time, or, if an earlier run ended later than that on its own clock, on from there. */
export function startClock(speed: number, lastScaled = 0): Clock {
  const real = realNow();
  return createClock({ speed, realAnchor: real, scaledAnchor: Math.max(real, lastScaled) });
}
