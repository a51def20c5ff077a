import type { Granted } from '../approvals/model.ts';
import { plusMonths } from '../kernel/beijing.ts';
import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { plainNumber } from '../kernel/plain-number.ts';
import { plus } from '../kernel/time.ts';
import { type ListingLevel, type ResponsibleUnits, rankOf } from './level.ts';
import type { ListedCase, ListingApproval } from './model.ts';
import { isResponsible } from './supervision.ts';

/**
 * Why this approval does not fit the step at this level: it is missing, of a lower level, or too old, or an earlier step used its paper.
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
  if (approval.approvedAt > tolerated) return refuse('TIME_IN_FUTURE', { paths: ['/approvalId'] });
  const oldest = plusMonths(now, -policy.amount('listing.approval-age', now));
  if (approval.approvedAt < oldest) return refuse('TIME_TOO_LONG_AGO', { paths: ['/approvalId'] });
  return used.some((number) => plainNumber(number) === plainNumber(approval.number))
    ? refuse('APPROVAL_USED_BEFORE', { paths: ['/approvalId'] })
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

/**
 * The approval that a step rests on, made of a grant: at the level of the city, the grant itself; above it, the paper that came with the
 * grant.
 *
 * @param approvalId of the grant
 */
export function approvalOfGrant({ name, at, paper }: Granted, approvalId: string): ListingApproval {
  const own = { name, level: 'city', number: approvalId, approvedAt: at } as const;
  return { ...(paper ?? own), approvalId };
}

/**
 * Why a grant cannot support a step of this listing: the person who granted it also proposed the listing, or their agency works the case or
 * answers for it.
 *
 * @param agencies that answer for the case
 * @returns APPROVER_IS_PROPOSER, SUPERVISOR_IS_RESPONSIBLE, or undefined
 */
export function granterRefusal(
  { proposal, units }: Pick<ListedCase, 'proposal' | 'units'>,
  named: ResponsibleUnits | undefined,
  agencies: readonly string[],
  { agency, subject }: Granted,
): Refusal | undefined {
  const at = { paths: ['/approvalId'] };
  if (proposal?.by === agency && proposal.subject === subject) return refuse('APPROVER_IS_PROPOSER', at);
  const works = [units, named].some((one) => one !== undefined && isResponsible(one, agency));
  return works || agencies.includes(agency) ? refuse('SUPERVISOR_IS_RESPONSIBLE', at) : undefined;
}
