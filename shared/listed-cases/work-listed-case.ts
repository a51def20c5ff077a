import { plusMonths } from '../kernel/beijing.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { DAY, plus } from '../kernel/time.ts';
import { aimReached, isOverReported } from './aim.ts';
import { approvalRefusal, numbersUsed } from './approval.ts';
import type { DelistCase, ReportProgress } from './bodies.ts';
import type { CaseListingFact } from './case-listing.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import { type Approved, type CaseAtHand, type ListedCase, listingLimits, type Progress } from './model.ts';
import { supervisionRefusal } from './supervision.ts';

/**
 * Takes a progress report (督办进展). Near the end of a period, or after it, it is the report of that period; a late one makes up for all that
 * were missed. An earlier or a second one is kept as well, and the next stays due when it was.
 *
 * @returns `listed-case.progress-reported`, or LISTING_STATE_FORBIDS, LISTING_FULL, PROGRESS_BACKWARDS, RETURNED_OVER_LOSS if the sum
 *   returned, with what banks paid back on rounds of return, would be more than the known loss of the case
 */
export function reportProgress(
  listed: ListedCase,
  input: ReportProgress,
  { lossFen }: Pick<CaseAtHand, 'lossFen'>,
  context: Context,
): Decision<ListedCaseFact> {
  const { now, actor } = context;
  const { status, listing, report, reports } = listed;
  if (!listingLifecycle.allows(status, 'report') || listing === undefined || report === undefined)
    return listingLifecycle.forbidden(status, 'report');
  if (reports.length >= listingLimits.reports) return refuse('LISTING_FULL', { limit: listingLimits.reports });
  const { progress, summary, correction } = input;
  if (correction === undefined && isLess(progress, listed.progress))
    return refuse('PROGRESS_BACKWARDS', { paths: ['/progress'] });
  if (isOverReported({ ...listed, progress }, lossFen)) {
    const { paidBackFen = 0 } = listed;
    return refuse('RETURNED_OVER_LOSS', { lossFen, paidBackFen, paths: ['/progress/returnedFen'] });
  }
  const next = nextReport(listing, report, context);
  return accept({
    type: 'listed-case.progress-reported',
    data: {
      ...{ at: now, by: actor.agency, progress, summary, lossFen, late: now >= report.dueAt },
      ...(correction === undefined ? {} : { correction }),
      ...(next.number === report.number ? {} : { period: report.number }),
      next,
    },
  });
}

/**
 * The report that is due after this one. A report is that of its period from some days before its due day (policy `listing.report-window`);
 * an earlier one tells the progress, and moves nothing.
 */
function nextReport(
  { at, terms }: NonNullable<ListedCase['listing']>,
  { number, dueAt }: NonNullable<ListedCase['report']>,
  { now, policy }: Context,
): { readonly number: number; readonly dueAt: string } {
  if (now < plus(dueAt, -policy.amount('listing.report-window', now) * DAY)) return { number, dueAt };
  const boundary = (period: number) => plusMonths(at, period * terms.reportMonths);
  let next = number + 1;
  while (boundary(next) <= now) next += 1;
  return { number: next, dueAt: boundary(next) };
}

/**
 * Ends the supervision (摘牌): by the agency that listed the case, never by a responsible unit or another supervisor. A case below the aim
 * needs a reason and an approval at the level of the listing.
 *
 * @returns `listed-case.delisted`, or DELISTING_BY_RESPONSIBLE_UNIT, LISTING_OF_OTHER_SUPERVISOR, SUPERVISOR_IS_RESPONSIBLE,
 *   LISTING_STATE_FORBIDS, DELISTING_REASON_MISSING, APPROVAL_MISSING, TIME_IN_FUTURE, TIME_TOO_LONG_AGO, APPROVAL_USED_BEFORE
 */
export function delistCase(
  listed: ListedCase,
  { reason }: Pick<DelistCase, 'reason'>,
  { approval }: Approved,
  context: Context,
): Decision<ListedCaseFact | CaseListingFact> {
  const { now, actor } = context;
  const { status, level, progress, caseId, listedCaseId } = listed;
  const notTheirs = supervisionRefusal(listed, actor.agency, 'DELISTING_BY_RESPONSIBLE_UNIT');
  if (notTheirs !== undefined) return notTheirs;
  if (!listingLifecycle.allows(status, 'delist') || level === undefined) return listingLifecycle.forbidden(status, 'delist');
  const reached = aimReached(progress, context);
  if (!reached && reason === undefined) return refuse('DELISTING_REASON_MISSING');
  const missing = reached && approval === undefined ? undefined : approvalRefusal(level, approval, numbersUsed(listed), context);
  if (missing !== undefined) return missing;
  return accept<ListedCaseFact | CaseListingFact>(
    { type: 'listed-case.delisted', data: { at: now, by: actor.agency, aimReached: reached, ...defined({ reason, approval }) } },
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
