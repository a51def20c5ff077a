import * as z from 'zod';
import { fact } from '../kernel/fact.ts';
import { AgencyId } from '../kernel/ids.ts';
import { Outlet, OutletMonth } from './model.ts';

const { at: _suggested, ...suggestion } = OutletMonth.shape.suggestion.unwrap().shape;
const { at: _dismissed, ...dismissal } = OutletMonth.shape.dismissal.unwrap().shape;
const { at: _issued, ...issued } = OutletMonth.shape.issued.unwrap().shape;

/** Everything that can happen to a month of an outlet. `at` is when it was recorded. `opening`: a keyed hash, never the number. */
export const OutletFact = z.discriminatedUnion('type', [
  fact('outlet.opening-counted', { opening: z.string(), outlet: Outlet, month: OutletMonth.shape.month }),
  /** What it was counted for does not stand any more, or another month or outlet has it. */
  fact('outlet.opening-taken-off', { opening: z.string() }),
  fact('outlet.suggested', suggestion),
  /** So much was taken off that the figure is not reached any more. */
  fact('outlet.suggestion-withdrawn', { count: z.int().nonnegative(), by: AgencyId }),
  fact('outlet.dismissed', dismissal),
  fact('outlet.measure-issued', issued),
]);
export type OutletFact = z.infer<typeof OutletFact>;
export type OutletFactType = OutletFact['type'];
