import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { plus } from '../kernel/time.ts';
import { type ListingApproval, type ListingLevel, listingLevels } from './model.ts';

/**
 * Why this is no approval of what is done at the level: there is none, or by somebody below.
 *
 * @returns APPROVAL_MISSING with the level that is needed, TIME_IN_FUTURE, or undefined
 */
export function approvalRefusal(
  level: ListingLevel,
  approval: ListingApproval | undefined,
  { now, policy }: Context,
): Refusal | undefined {
  if (approval === undefined || rank(approval.level) < rank(level)) return refuse('APPROVAL_MISSING', { level });
  const tolerated = plus(now, policy.amount('clock.tolerance', now));
  return approval.approvedAt > tolerated ? refuse('TIME_IN_FUTURE', { paths: ['/approval/approvedAt'] }) : undefined;
}

function rank(level: ListingLevel): number {
  return listingLevels.indexOf(level);
}
