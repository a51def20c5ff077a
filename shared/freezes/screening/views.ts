import * as z from 'zod';
import { UtcInstant } from '../../kernel/time.ts';
import { Found, Screening } from './model.ts';

/** A screening as the police read it. */
export const ScreeningView = z.strictObject({ ...Screening.shape, version: z.int().positive() }).meta({ id: 'Screening' });
export type ScreeningView = z.input<typeof ScreeningView>;

/** What a list shows of a screening. */
export const ScreeningEntry = z
  .strictObject({
    ...Screening.pick({ orderId: true, alertId: true, district: true, agency: true, bankId: true }).shape,
    ...Screening.pick({ status: true, whole: true, frozenAt: true, dueAt: true }).shape,
    finding: Found.shape.finding.optional(),
    ownerDueAt: UtcInstant.optional().describe(
      'By when the owner of money that goes free has to be told; absent once that is done.',
    ),
  })
  .meta({ id: 'ScreeningEntry' });
export type ScreeningEntry = z.input<typeof ScreeningEntry>;

export function screeningView(screening: Screening, version: number): ScreeningView {
  return { ...screening, version };
}
