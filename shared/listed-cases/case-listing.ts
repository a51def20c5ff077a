import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import { CaseId, ListedCaseId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { ListingGround } from './model.ts';

/** The listings of a case: at most one is open at a time, and no ground is suggested twice. */
const CaseListing = z.strictObject({
  caseId: CaseId,
  /** The listing that is suggested, proposed or in force. */
  open: ListedCaseId.optional(),
  /** Every ground that a listing of the case ever had. */
  known: z.array(ListingGround),
});
export type CaseListing = z.infer<typeof CaseListing>;

const About = { at: UtcInstant, caseId: CaseId, listedCaseId: ListedCaseId } as const;

export const CaseListingFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('case-listing.opened'),
    data: z.strictObject({ ...About, grounds: z.array(ListingGround) }),
  }),
  z.strictObject({
    type: z.literal('case-listing.grounds-noted'),
    data: z.strictObject({ ...About, grounds: z.array(ListingGround) }),
  }),
  z.strictObject({ type: z.literal('case-listing.closed'), data: z.strictObject(About) }),
]);
export type CaseListingFact = z.infer<typeof CaseListingFact>;

/**
 * The registers of listings, by case. The same append writes a listing and its register, so that two people cannot list one case at once.
 */
export const CaseListings: StreamType<CaseListing, CaseListingFact> = {
  name: 'case-listing',
  schemaVersion: 1,
  state: CaseListing,
  fact: CaseListingFact,
  evolve: evolveCaseListing,
  index: () => ({ entries: {}, card: {} }),
};

function evolveCaseListing(before: CaseListing | undefined, fact: CaseListingFact): CaseListing {
  const { caseId, listedCaseId } = fact.data;
  const known = before?.known ?? [];
  if (fact.type === 'case-listing.closed') return { caseId, known };
  return { caseId, open: listedCaseId, known: [...new Set([...known, ...fact.data.grounds])] };
}
