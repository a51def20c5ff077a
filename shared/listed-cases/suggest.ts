import type { Context } from '../kernel/context.ts';
import { type Acceptance, accept, type Creation, create } from '../kernel/decision.ts';
import { referenceOf } from '../kernel/phone-reference.ts';
import { DAY, plus } from '../kernel/time.ts';
import type { CaseListing, CaseListingFact } from './case-listing.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import type { CaseToList, ListedCase, ListingGround } from './model.ts';

/**
 * The grounds for listing that the rule finds: a loss of 1,000,000 yuan or more (A), several victims, more than one district.
 */
export function groundsOf({ lossFen, victims, districts }: CaseToList, { now, policy }: Context): readonly ListingGround[] {
  return [
    ...(lossFen >= policy.amount('listing.loss', now) ? (['large-loss'] as const) : []),
    ...(victims >= policy.amount('listing.victims', now) ? (['several-victims'] as const) : []),
    ...(districts >= policy.amount('listing.districts', now) ? (['cross-district'] as const) : []),
  ];
}

/** What a new listing of a case is decided on besides the open one. */
export interface KnownToListing {
  /** What of the case was listed before. */
  readonly register: CaseListing | undefined;
  readonly fraudCase: CaseToList;
}

/**
 * Suggests that the case be listed, as soon as its facts give a ground that no listing of it ever had; adds the ground if a listing is
 * open. A ground that was rejected or delisted once is not suggested again by rule.
 *
 * @param open the open listing by the register, of this case or of one that was merged into it
 * @returns `listed-case.suggested` or `listed-case.grounds-added`, and the register's fact; no fact if no ground is new
 */
export function suggestListing(
  open: ListedCase | undefined,
  { register, fraudCase }: KnownToListing,
  context: Context,
): Acceptance<ListedCaseFact | CaseListingFact> | Creation<ListedCaseFact | CaseListingFact> {
  const { now } = context;
  const { caseId, lossFen } = fraudCase;
  const grounds = groundsOf(fraudCase, context).filter((ground) => register?.known.includes(ground) !== true);
  if (grounds.length === 0) return accept();
  if (open !== undefined) {
    return accept<ListedCaseFact | CaseListingFact>(
      { type: 'listed-case.grounds-added', data: { at: now, grounds: [...grounds], lossFen } },
      {
        type: 'case-listing.grounds-noted',
        data: { at: now, caseId: open.caseId, listedCaseId: open.listedCaseId, grounds: [...grounds] },
      },
    );
  }
  const birth = birthOf(fraudCase, 'listing.decide', context);
  return create<ListedCaseFact | CaseListingFact>(
    birth.listedCaseId,
    { type: 'listed-case.suggested', data: { ...birth, grounds: [...grounds] } },
    { type: 'case-listing.opened', data: { at: now, caseId, listedCaseId: birth.listedCaseId, grounds: [...grounds] } },
  );
}

/** The first members of a new listing, apart from its grounds. */
export function birthOf(
  { caseId, district, agencies, lossFen }: CaseToList,
  term: 'listing.decide' | 'listing.approve',
  { now, policy, newId }: Context,
) {
  const listedCaseId = newId('lst');
  return {
    at: now,
    listedCaseId,
    reference: referenceOf('listing', district, now, listedCaseId),
    caseId,
    district,
    agencies: [...agencies],
    lossFen,
    decideBy: plus(now, policy.amount(term, now) * DAY),
  };
}
