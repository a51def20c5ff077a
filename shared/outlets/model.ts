import { createHash } from 'node:crypto';
import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { StoredMonth } from '../kernel/day.ts';
import { AgencyId, makeId, OutletId, RegionalMeasureId } from '../kernel/ids.ts';
import { plainReference } from '../kernel/reference.ts';
import { UtcInstant } from '../kernel/time.ts';
import { MeasureStep } from '../regional/measure/measure-model.ts';

/** Who runs an outlet. */
export const outletOwners = ['bank', 'operator'] as const;
export type OutletOwner = (typeof outletOwners)[number];

/** What is opened at an outlet. */
export const openedKinds = ['account', 'phone-card'] as const;

/**
 * Where the month of an outlet stands: its linked accounts are counted, a measure is suggested, the suggestion was dismissed, or the measure
 * was issued.
 */
export const outletStatuses = ['counting', 'suggested', 'dismissed', 'issued'] as const;
export type OutletStatus = (typeof outletStatuses)[number];

/** An outlet, as the word that counts names it. */
export const Outlet = z.strictObject({
  outletId: OutletId,
  owner: AgencyId,
  ownerKind: z.enum(outletOwners),
  /** The owner's own number of it. */
  number: z.string(),
  name: z.string(),
  district: z.enum(districts).optional(),
});
export type Outlet = z.infer<typeof Outlet>;

/** A month of an outlet: how many accounts, or phone cards, that were opened there were found linked to fraud in it, and what followed. */
export const OutletMonth = z.strictObject({
  ...Outlet.shape,
  month: StoredMonth,
  status: z.enum(outletStatuses),
  count: z.int().nonnegative(),
  touchedAt: UtcInstant,
  /** The measure that Cordon suggests, how many there were then, and the policy's figure. */
  suggestion: z
    .strictObject({ at: UtcInstant, step: MeasureStep, count: z.int().positive(), figure: z.int().positive() })
    .optional(),
  dismissal: z.strictObject({ at: UtcInstant, by: AgencyId, reason: z.string() }).optional(),
  issued: z.strictObject({ at: UtcInstant, by: AgencyId, measureId: RegionalMeasureId }).optional(),
});
export type OutletMonth = z.infer<typeof OutletMonth>;

/** The id of an outlet: it follows from its owner and the owner's number of it, in any spelling. */
export function outletIdOf(owner: string, number: string): string {
  const digest = createHash('sha256')
    .update(`${owner}#${plainReference(number)}`)
    .digest();
  return makeId('otl', 0, () => digest);
}

/** The id of a month of an outlet. @param month `YYYY-MM` */
export function outletMonthId(outletId: string, month: string): string {
  return `${outletId}:${month}`;
}
