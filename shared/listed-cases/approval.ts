import { plusMonths } from '../kernel/calendar.ts';
import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { plainNumber } from '../kernel/plain-number.ts';
import { plus } from '../kernel/time.ts';
import { type ListedCase, type ListingApproval, type ListingLevel, rankOf } from './model.ts';

/**
 * Why this is no approval of what is done at the level: there is none, or by somebody below, it is older than an approval may be when
 * it is used, or it is the paper of an earlier step.
 *
 * @param used the numbers of the approvals that the listing rests on already: each is for one step
 * @returns APPROVAL_MISSING with the level that is needed, TIME_IN_FUTURE, TIME_TOO_LONG_AGO, APPROVAL_USED_BEFORE, or undefined
 */
export function approvalRefusal(
  level: ListingLevel,
  approval: ListingApproval | undefined,
  used: readonly string[],
  { now, policy }: Context,
): Refusal | undefined {
  if (approval === undefined || rankOf(approval.level) < rankOf(level)) return refuse('APPROVAL_MISSING', { level });
  const tolerated = plus(now, policy.amount('clock.tolerance', now));
  if (approval.approvedAt > tolerated) return refuse('TIME_IN_FUTURE', { paths: ['/approval/approvedAt'] });
  const oldest = plusMonths(now, -policy.amount('listing.approval-age', now));
  if (approval.approvedAt < oldest) return refuse('TIME_TOO_LONG_AGO', { paths: ['/approval/approvedAt'] });
  return used.some((number) => plainNumber(number) === plainNumber(approval.number))
    ? refuse('APPROVAL_USED_BEFORE', { paths: ['/approval/number'] })
    : undefined;
}

/** The numbers of the approvals that the listing rests on so far: its own, those of its extensions, and of listings that ended in it. */
export function numbersUsed({
  listing,
  extensions,
  usedApprovals = [],
}: Pick<ListedCase, 'listing' | 'extensions' | 'usedApprovals'>): readonly string[] {
  const own = [listing, ...extensions].flatMap((step) => (step === undefined ? [] : [step.approval.number]));
  return [...own, ...usedApprovals];
}
