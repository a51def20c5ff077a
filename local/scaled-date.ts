import { type Clock, type ClockSettings, createClock } from './clock.ts';

/**
 * Puts this thread's `Date` on the city's clock: `Date.now()`, `new Date()` and `Date()` tell scaled time, everything else stays. Timers
 * stay as they are, since connections and time limits are physical. Call it before loading any code that reads the time.
 */
export function scaleDate(settings: ClockSettings): Clock {
  const clock = createClock(settings);
  const RealDate = globalThis.Date;
  const ScaledDate: DateConstructor = new Proxy(RealDate, {
    apply: () => new RealDate(clock.now()).toString(),
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [clock.now()] : args, newTarget === ScaledDate ? target : newTarget),
    get: (target, key, receiver) => (key === 'now' ? clock.now : Reflect.get(target, key, receiver)),
  });
  RealDate.prototype.constructor = ScaledDate;
  globalThis.Date = ScaledDate;
  return clock;
}
