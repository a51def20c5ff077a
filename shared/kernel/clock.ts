import type { Context } from './context.ts';
import { elapsed } from './time.ts';

/** Whether a moment that a caller names lies ahead of ours by more than clocks may differ (policy `clock.tolerance`). */
export function inFuture(at: string, { now, policy }: Pick<Context, 'now' | 'policy'>): boolean {
  return elapsed(now, at) > policy.amount('clock.tolerance', now);
}
