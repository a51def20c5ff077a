import * as z from 'zod';
import { AgencyId } from '../kernel/ids.ts';

/** The authority that lists a case (督办级别), the lowest first: city, province, ministry, ministry and supreme procuratorate jointly. */
export const listingLevels = ['city', 'province', 'ministry', 'joint'] as const;
export const ListingLevel = z.enum(listingLevels);
export type ListingLevel = z.infer<typeof ListingLevel>;

/** How high a level stands: the higher the more. */
export function rankOf(level: ListingLevel): number {
  return listingLevels.indexOf(level);
}

/** The units that answer for a listed case: one of the bureau and one of the district (两级责任); cyber police join from the start. */
export const ResponsibleUnits = z.strictObject({ bureau: AgencyId, district: AgencyId, cyber: AgencyId });
export type ResponsibleUnits = z.infer<typeof ResponsibleUnits>;
