import { evolver } from '../kernel/evolver.ts';
import type { OutletMonth, OutletStatus } from './model.ts';
import type { OutletFact } from './outlet-facts.ts';
import { outletLifecycle } from './outlet-lifecycle.ts';

/** The month of an outlet after a fact. The outlet is as it was named with what was counted last. */
export const evolveOutlet = evolver<OutletStatus, OutletMonth, OutletFact, 'outlet.opening-counted'>(outletLifecycle, {
  births: {
    'outlet.opening-counted': ({ at, outlet, month }, before) => ({
      ...before,
      ...outlet,
      month,
      count: (before?.count ?? 0) + 1,
      touchedAt: at,
    }),
  },
  steps: {
    'outlet.opening-taken-off': (month) => ({ ...month, count: Math.max(0, month.count - 1) }),
    'outlet.suggested': (month, suggestion) => ({ ...month, suggestion }),
    'outlet.suggestion-withdrawn': ({ suggestion: _, ...month }) => month,
    'outlet.dismissed': (month, dismissal) => ({ ...month, dismissal }),
    'outlet.measure-issued': (month, issued) => ({ ...month, issued }),
  },
  always: (after, { data }) => ({ ...after, touchedAt: data.at }),
});
