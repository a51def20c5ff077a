import type { Context } from './context.ts';
import { elapsed } from './time.ts';

/** Whether a moment that a caller names lies ahead of ours by more than clocks may differ (policy `clock.tolerance`). */
export function inFuture(at: string, { now, policy }: Pick<Context, 'now' | 'policy'>): boolean {
  return elapsed(now, at) > policy.amount('clock.tolerance', now);
}

/** Whether a moment that a caller names lies before one of ours by more than clocks may differ (policy `clock.tolerance`). */
export function isBefore(at: string, ours: string, { now, policy }: Pick<Context, 'now' | 'policy'>): boolean {
  return elapsed(at, ours) > policy.amount('clock.tolerance', now);
}
