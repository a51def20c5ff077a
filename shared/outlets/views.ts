import * as z from 'zod';
import { RegionalMeasureId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { MeasureStep, measureStatuses, type RegionalMeasure } from '../regional/measure/measure-model.ts';
import { Outlet, OutletMonth } from './model.ts';

/** A month of an outlet, as it is shown. */
export const OutletMonthView = z.strictObject({ ...OutletMonth.shape, version: z.int().positive() }).meta({ id: 'OutletMonth' });

/** What a list shows of an outlet in a month. */
export const OutletEntry = OutletMonth.omit({ dismissal: true, touchedAt: true }).meta({ id: 'OutletEntry' });

/** A measure on the outlet, as far as its months name it. */
const OnOutlet = z.strictObject({
  measureId: RegionalMeasureId,
  month: OutletMonth.shape.month,
  reference: z.string(),
  status: z.enum(measureStatuses),
  step: MeasureStep.optional(),
  dueAt: UtcInstant,
});

/** An outlet with its months, the latest first, and the measures that were issued on what was counted. */
export const OutletView = z
  .strictObject({ ...Outlet.shape, months: z.array(OutletMonthView), measures: z.array(OnOutlet) })
  .meta({ id: 'Outlet' });
export type OutletView = z.input<typeof OutletView>;

export function monthView(month: OutletMonth, version: number): z.input<typeof OutletMonthView> {
  return { ...month, version };
}

export function outletEntry({ dismissal: _, touchedAt: __, ...month }: OutletMonth): z.input<typeof OutletEntry> {
  return month;
}

/** The measure that was issued for a month. */
export function measureOfMonth(
  month: string,
  { measureId, reference, status, steps, dueAt }: RegionalMeasure,
): OutletView['measures'][number] {
  const step = steps.at(-1)?.step;
  return { measureId, month, reference, status, dueAt, ...(step === undefined ? {} : { step }) };
}
