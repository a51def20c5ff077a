import { setTimeout as sleep } from 'node:timers/promises';

/** Lets a reader wait until there may be something to read. */
export interface Waker {
  /** There may be something. */
  wake(): void;
  /** Waits for a call of `wake`, or for so long in real time, or until the signal. A call since the last wait counts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** @param gapMs the shortest real time from one wait to the end of the next, however often it is woken */
export function createWaker(gapMs: number): Waker {
  let woken = false;
  let awake = (): void => undefined;
  let last = performance.now();
  return {
    wake: () => {
      woken = true;
      awake();
    },
    wait: async (ms, signal) => {
      const early = new AbortController();
      const either = AbortSignal.any([signal, early.signal]);
      const call = new Promise<void>((resolve) => {
        awake = resolve;
      });
      if (!woken) await Promise.race([call, sleep(ms, undefined, { signal: either }).catch(() => undefined)]);
      early.abort();
      const left = last + gapMs - performance.now();
      if (left > 0) await sleep(left, undefined, { signal }).catch(() => undefined);
      woken = false;
      last = performance.now();
    },
  };
}
