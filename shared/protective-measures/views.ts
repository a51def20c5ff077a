import * as z from 'zod';
import { defined } from '../kernel/defined.ts';
import { ProtectiveMeasure } from './model.ts';

/** A protective measure as the police read it. */
export const ProtectionView = z
  .strictObject({
    ...ProtectiveMeasure.omit({ accountKey: true }).shape,
    version: z.int().positive(),
    joinedNow: z
      .literal(true)
      .optional()
      .describe('The account was protected already: what stood goes on, and you are noted on it.'),
  })
  .meta({ id: 'ProtectiveMeasure' });
export type ProtectionView = z.input<typeof ProtectionView>;

/** What a list shows of a measure: nothing of the person or the account. */
export const ProtectionEntry = z
  .strictObject(
    ProtectiveMeasure.pick({
      ...{ protectionId: true, bankId: true, kind: true, limitFen: true, status: true, district: true, agency: true },
      ...{ requestedAt: true, until: true, warningId: true },
    }).shape,
  )
  .meta({ id: 'ProtectiveMeasureEntry' });

export function protectionView({ accountKey: _, ...measure }: ProtectiveMeasure, version: number): ProtectionView {
  return { ...measure, version };
}

export function protectionEntry(measure: ProtectiveMeasure): z.input<typeof ProtectionEntry> {
  const { protectionId, bankId, kind, limitFen, status, district, agency, requestedAt, until, warningId } = measure;
  return { protectionId, bankId, kind, status, district, agency, requestedAt, until, ...defined({ limitFen, warningId }) };
}
