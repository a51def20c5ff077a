import { plusMonths } from '../kernel/calendar.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { aimReached } from './aim.ts';
import { approvalRefusal } from './approval.ts';
import type { CaseListingFact } from './case-listing.ts';
import { isResponsible } from './list-case.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import {
  type DelistCase,
  type ExtendListing,
  type ListedCase,
  listingLimits,
  type Progress,
  type ReportProgress,
} from './model.ts';

/**
 * Takes a progress report (督办进展). It is the report of the period in which it is given; a late one makes up for all that were
 * missed. A second one in a period is kept as well, and the next stays due when it was.
 *
 * @returns `listed-case.progress-reported`, or LISTING_STATE_FORBIDS, LISTING_FULL, PROGRESS_BACKWARDS
 */
export function reportProgress(listed: ListedCase, input: ReportProgress, { now, actor }: Context): Decision<ListedCaseFact> {
  const { status, listing, report, reports } = listed;
  if (!listingLifecycle.allows(status, 'report') || listing === undefined || report === undefined)
    return refuse('LISTING_STATE_FORBIDS', { state: status });
  if (reports.length >= listingLimits.reports) return refuse('LISTING_FULL', { limit: listingLimits.reports });
  const { progress, summary, correction } = input;
  if (correction === undefined && isLess(progress, listed.progress))
    return refuse('PROGRESS_BACKWARDS', { paths: ['/progress'] });
  const { reportMonths } = listing.terms;
  const boundary = (number: number) => plusMonths(listing.at, number * reportMonths);
  let number = now >= boundary(report.number - 1) ? report.number + 1 : report.number;
  while (boundary(number) <= now) number += 1;
  return accept({
    type: 'listed-case.progress-reported',
    data: {
      ...{ at: now, by: actor.agency, progress, summary, late: now >= report.dueAt },
      ...(correction === undefined ? {} : { correction }),
      next: { number, dueAt: boundary(number) },
    },
  });
}

/**
 * Gives more time, counted from the deadline that is: with a reason, and an approval at the level of the listing or above. The steps
 * against delay begin anew.
 *
 * @returns `listed-case.extended`, or LISTING_STATE_FORBIDS, LISTING_FULL, LISTING_EXTENSION_TOO_LONG, APPROVAL_MISSING,
 *   TIME_IN_FUTURE, DUE_DATE_PAST where even then it would be over
 */
export function extendListing(listed: ListedCase, input: ExtendListing, context: Context): Decision<ListedCaseFact> {
  const { now, actor, policy } = context;
  const { status, level, deadline, extensions } = listed;
  const { months, reason, approval } = input;
  if (!listingLifecycle.allows(status, 'extend') || deadline === undefined || level === undefined)
    return refuse('LISTING_STATE_FORBIDS', { state: status });
  if (extensions.length >= listingLimits.extensions) return refuse('LISTING_FULL', { limit: listingLimits.extensions });
  const longest = policy.amount('listing.extension-max', now);
  if (months > longest) return refuse('LISTING_EXTENSION_TOO_LONG', { months: longest, paths: ['/months'] });
  const missing = approvalRefusal(level, approval, context);
  if (missing !== undefined || approval === undefined) return missing ?? refuse('APPROVAL_MISSING', { level });
  const to = plusMonths(deadline.dueAt, months);
  if (to <= now) return refuse('DUE_DATE_PAST', { paths: ['/months'] });
  return accept({
    type: 'listed-case.extended',
    data: { at: now, by: actor.agency, from: deadline.dueAt, to, reason, approval },
  });
}

/**
 * Ends the supervision (摘牌). Never by a responsible unit. The aim is an aim, not a test: below it, a reason and an approval at the
 * level of the listing are needed.
 *
 * @returns `listed-case.delisted`, or LISTING_STATE_FORBIDS, DELISTING_BY_RESPONSIBLE_UNIT, DELISTING_REASON_MISSING,
 *   APPROVAL_MISSING, TIME_IN_FUTURE
 */
export function delistCase(listed: ListedCase, input: DelistCase, context: Context): Decision<ListedCaseFact | CaseListingFact> {
  const { now, actor } = context;
  const { status, units, level, progress, caseId, listedCaseId } = listed;
  if (units !== undefined && isResponsible(units, actor.agency)) return refuse('DELISTING_BY_RESPONSIBLE_UNIT');
  if (!listingLifecycle.allows(status, 'delist') || level === undefined)
    return refuse('LISTING_STATE_FORBIDS', { state: status });
  const reached = aimReached(progress, context);
  if (!reached && input.reason === undefined) return refuse('DELISTING_REASON_MISSING');
  const missing = reached && input.approval === undefined ? undefined : approvalRefusal(level, input.approval, context);
  if (missing !== undefined) return missing;
  return accept<ListedCaseFact | CaseListingFact>(
    { type: 'listed-case.delisted', data: { at: now, by: actor.agency, aimReached: reached, ...input } },
    { type: 'case-listing.closed', data: { at: now, caseId, listedCaseId } },
  );
}

/** Whether a total has fallen. */
function isLess(now: Progress, before: Progress): boolean {
  return (
    (before.informationChain && !now.informationChain) ||
    (before.moneyChain && !now.moneyChain) ||
    now.arrested < before.arrested ||
    now.returnedFen < before.returnedFen
  );
}
