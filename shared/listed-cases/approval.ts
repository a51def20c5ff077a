import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { plainNumber } from '../kernel/plain-number.ts';
import { plus } from '../kernel/time.ts';
import { type ListedCase, type ListingApproval, type ListingLevel, listingLevels } from './model.ts';

/**
 * Why this is no approval of what is done at the level: there is none, or by somebody below, or it is the paper of an earlier step.
 *
 * @param used the approvals that the listing rests on already: each is for one step
 * @returns APPROVAL_MISSING with the level that is needed, TIME_IN_FUTURE, APPROVAL_USED_BEFORE, or undefined
 */
export function approvalRefusal(
  level: ListingLevel,
  approval: ListingApproval | undefined,
  used: readonly ListingApproval[],
  { now, policy }: Context,
): Refusal | undefined {
  if (approval === undefined || rank(approval.level) < rank(level)) return refuse('APPROVAL_MISSING', { level });
  const tolerated = plus(now, policy.amount('clock.tolerance', now));
  if (approval.approvedAt > tolerated) return refuse('TIME_IN_FUTURE', { paths: ['/approval/approvedAt'] });
  return used.some(({ number }) => plainNumber(number) === plainNumber(approval.number))
    ? refuse('APPROVAL_USED_BEFORE', { paths: ['/approval/number'] })
    : undefined;
}

/** The approvals that the listing rests on so far: its own, and those of its extensions. */
export function approvalsOf({ listing, extensions }: Pick<ListedCase, 'listing' | 'extensions'>): readonly ListingApproval[] {
  return [...(listing === undefined ? [] : [listing.approval]), ...extensions.map(({ approval }) => approval)];
}

function rank(level: ListingLevel): number {
  return listingLevels.indexOf(level);
}
