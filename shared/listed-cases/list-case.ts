import { plusMonths } from '../kernel/beijing.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, refuse } from '../kernel/decision.ts';
import { DAY } from '../kernel/time.ts';
import { approvalRefusal } from './approval.ts';
import type { ApproveListing, ProposeListing, RejectListing } from './bodies.ts';
import type { CaseListingFact } from './case-listing.ts';
import type { ListingLevel, ResponsibleUnits } from './level.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import type { Approved, CaseAtHand, ListedCase, ListingTerms } from './model.ts';
import { birthOf, groundsOf, type KnownToListing } from './suggest.ts';
import { isResponsible } from './supervision.ts';

/**
 * Proposes that the case be listed; takes up the suggestion, if one is open.
 *
 * @returns `listed-case.proposed`, or CASE_LISTED_ALREADY, UNIT_TWICE, LISTING_GROUNDS_MISSING
 */
export function proposeListing(
  open: ListedCase | undefined,
  input: ProposeListing,
  { register, fraudCase }: KnownToListing,
  context: Context,
): Created<ListedCaseFact | CaseListingFact> {
  const { now, actor } = context;
  const { level, units, reason } = input;
  if (open !== undefined && !listingLifecycle.allows(open.status, 'propose'))
    return refuse('CASE_LISTED_ALREADY', { listedCaseId: open.listedCaseId });
  if (sameUnit(units)) return refuse('UNIT_TWICE', { paths: ['/units/district'] });
  const grounds = [...new Set([...(open?.grounds ?? []), ...groundsOf(fraudCase, context), ...input.grounds])];
  if (grounds.length === 0) return refuse('LISTING_GROUNDS_MISSING', { paths: ['/grounds'] });
  const fresh = birthOf(fraudCase, 'listing.approve', context);
  const birth = open === undefined ? fresh : { ...fresh, ...identityOf(open) };
  const about = { at: now, caseId: birth.caseId, listedCaseId: birth.listedCaseId, grounds };
  const known = grounds.every((ground) => register?.known.includes(ground));
  return create<ListedCaseFact | CaseListingFact>(
    birth.listedCaseId,
    {
      type: 'listed-case.proposed',
      data: { ...birth, grounds, level, units, by: actor.agency, subject: actor.subject, reason },
    },
    ...(open === undefined ? [{ type: 'case-listing.opened', data: about } as const] : []),
    ...(open !== undefined && !known ? [{ type: 'case-listing.grounds-noted', data: about } as const] : []),
  );
}

/**
 * Lists the case (挂牌). A person other than the proposer approves, at the level of the listing or above. The agency that approves
 * supervises, so it can neither be a responsible unit nor answer for the case. Deadline and report cycle follow from the level, by the
 * policy of the day. Two cases that were merged since the proposal are listed once.
 *
 * @returns `listed-case.listed`, or LISTING_STATE_FORBIDS, CASE_LISTED_ALREADY, APPROVER_IS_PROPOSER, UNIT_TWICE,
 *   SUPERVISOR_IS_RESPONSIBLE, APPROVAL_MISSING, TIME_IN_FUTURE, TIME_TOO_LONG_AGO
 */
export function approveListing(
  listed: ListedCase,
  input: Pick<ApproveListing, 'level' | 'units'>,
  { agencies, besides, approval }: Pick<CaseAtHand, 'agencies' | 'besides'> & Approved,
  context: Context,
): Decision<ListedCaseFact> {
  const { now, actor, policy } = context;
  const { status, proposal } = listed;
  const level = input.level ?? listed.level;
  const units = input.units ?? listed.units;
  if (!listingLifecycle.allows(status, 'approve') || level === undefined || units === undefined)
    return listingLifecycle.forbidden(status, 'approve');
  const inForce = besides.find((other) => other.status === 'listed');
  if (inForce !== undefined) return refuse('CASE_LISTED_ALREADY', { listedCaseId: inForce.listedCaseId });
  if (proposal?.by === actor.agency && proposal.subject === actor.subject) return refuse('APPROVER_IS_PROPOSER');
  if (sameUnit(units)) return refuse('UNIT_TWICE', { paths: ['/units/district'] });
  // the proposed units count too: naming others must not make one of them the supervisor
  const responsible = [units, listed.units ?? units].some((named) => isResponsible(named, actor.agency));
  if (responsible || agencies.includes(actor.agency)) return refuse('SUPERVISOR_IS_RESPONSIBLE');
  const missing = approvalRefusal(level, approval, [], context);
  if (missing !== undefined || approval === undefined) return missing ?? refuse('APPROVAL_MISSING', { level });
  const terms = termsOf(level, context);
  return accept({
    type: 'listed-case.listed',
    data: {
      ...{ at: now, supervisor: actor.agency, level, units, approval, terms },
      deadline: plusMonths(now, policy.amount(`listing.deadline-${level}`, now)),
      firstReport: plusMonths(now, terms.reportMonths),
    },
  });
}

/** The members by which a listing is known; they never change. */
function identityOf({ listedCaseId, reference, caseId, district }: ListedCase) {
  return { listedCaseId, reference, caseId, district };
}

/**
 * Declines the suggestion or the proposal. A unit that it would make responsible may not decline it, and the agency that leads the case may
 * not either.
 *
 * @returns `listed-case.rejected`, or LISTING_STATE_FORBIDS, SUPERVISOR_IS_RESPONSIBLE
 */
export function rejectListing(
  listed: ListedCase,
  { reason }: RejectListing,
  { lead }: Pick<CaseAtHand, 'lead'>,
  { now, actor }: Context,
): Decision<ListedCaseFact | CaseListingFact> {
  const { status, caseId, listedCaseId } = listed;
  const forbidden = listingLifecycle.refusal(status, 'reject');
  if (forbidden !== undefined) return forbidden;
  if (lead === actor.agency || (listed.units !== undefined && isResponsible(listed.units, actor.agency)))
    return refuse('SUPERVISOR_IS_RESPONSIBLE');
  return accept<ListedCaseFact | CaseListingFact>(
    { type: 'listed-case.rejected', data: { at: now, by: actor.agency, reason } },
    { type: 'case-listing.closed', data: { at: now, caseId, listedCaseId } },
  );
}

function sameUnit({ bureau, district }: ResponsibleUnits): boolean {
  return bureau === district;
}

function termsOf(level: ListingLevel, { now, policy }: Context): ListingTerms {
  return {
    reportMonths: policy.amount(`listing.report-${level}`, now),
    ladder: {
      reminder: 0,
      notice: policy.amount('listing.notice', now) * DAY,
      interview: policy.amount('listing.interview', now) * DAY,
    },
  };
}
