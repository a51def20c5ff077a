import { plusMonths } from '../kernel/beijing.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { approvalRefusal, numbersUsed } from './approval.ts';
import type { DeclineExtension, ExtendListing, RequestExtension } from './bodies.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import type { Approved, ListedCase } from './model.ts';
import { extensionsUsed } from './model.ts';
import { supervisionRefusal } from './supervision.ts';

/**
 * Asks the supervisor for more time (申请延期). The request puts nothing off and stops no step against delay: only an answer does. A new
 * request replaces an unanswered one.
 *
 * @returns `listed-case.extension-requested`, or LISTING_STATE_FORBIDS, LISTING_EXTENSIONS_USED_UP, LISTING_EXTENSION_TOO_LONG,
 *   DUE_DATE_PAST: a unit cannot ask for time that could not be granted
 */
export function requestExtension(
  listed: ListedCase,
  { months, reason }: RequestExtension,
  context: Context,
): Decision<ListedCaseFact> {
  const { now, actor } = context;
  const later = laterDeadline(listed, 'requestExtension', months, context);
  if (later.kind === 'refusal') return later;
  return accept({ type: 'listed-case.extension-requested', data: { at: now, by: actor.agency, months, reason } });
}

/**
 * Gives more time, counted from the present deadline: by the supervisor alone, with a reason, and an approval of its own at the level of
 * the listing or above. It settles the request; the steps against delay begin anew.
 *
 * @returns `listed-case.extended`, or EXTENSION_BY_RESPONSIBLE_UNIT, LISTING_OF_OTHER_SUPERVISOR, SUPERVISOR_IS_RESPONSIBLE,
 *   LISTING_STATE_FORBIDS, LISTING_EXTENSIONS_USED_UP, LISTING_EXTENSION_TOO_LONG, DUE_DATE_PAST if it would be over even then,
 *   APPROVAL_MISSING, TIME_IN_FUTURE, TIME_TOO_LONG_AGO, APPROVAL_USED_BEFORE
 */
export function extendListing(
  listed: ListedCase,
  { months, reason }: Pick<ExtendListing, 'months' | 'reason'>,
  { approval }: Approved,
  context: Context,
): Decision<ListedCaseFact> {
  const { now, actor } = context;
  const notTheirs = supervisionRefusal(listed, actor.agency, 'EXTENSION_BY_RESPONSIBLE_UNIT');
  if (notTheirs !== undefined) return notTheirs;
  const later = laterDeadline(listed, 'extend', months, context);
  if (later.kind === 'refusal') return later;
  const { level, from, to } = later;
  const missing = approvalRefusal(level, approval, numbersUsed(listed), context);
  if (missing !== undefined || approval === undefined) return missing ?? refuse('APPROVAL_MISSING', { level });
  return accept({ type: 'listed-case.extended', data: { at: now, by: actor.agency, from, to, reason, approval } });
}

/**
 * Declines the request of a responsible unit, as the supervisor: the deadline stays.
 *
 * @returns `listed-case.extension-declined`, or EXTENSION_BY_RESPONSIBLE_UNIT, LISTING_OF_OTHER_SUPERVISOR, SUPERVISOR_IS_RESPONSIBLE,
 *   LISTING_STATE_FORBIDS, EXTENSION_NOT_REQUESTED
 */
export function declineExtension(
  listed: ListedCase,
  { reason }: DeclineExtension,
  { now, actor }: Context,
): Decision<ListedCaseFact> {
  const notTheirs = supervisionRefusal(listed, actor.agency, 'EXTENSION_BY_RESPONSIBLE_UNIT');
  if (notTheirs !== undefined) return notTheirs;
  const forbidden = listingLifecycle.refusal(listed.status, 'declineExtension');
  if (forbidden !== undefined) return forbidden;
  if (listed.extensionRequest === undefined) return refuse('EXTENSION_NOT_REQUESTED');
  return accept({ type: 'listed-case.extension-declined', data: { at: now, by: actor.agency, reason } });
}

/** The deadline that so many months more would make, or why they cannot be given. */
function laterDeadline(
  listed: ListedCase,
  command: 'requestExtension' | 'extend',
  months: number,
  { now, policy }: Context,
):
  | Refusal
  | { readonly kind: 'later'; readonly level: NonNullable<ListedCase['level']>; readonly from: string; readonly to: string } {
  const { status, level, deadline } = listed;
  if (!listingLifecycle.allows(status, command) || deadline === undefined || level === undefined)
    return listingLifecycle.forbidden(status, command);
  const most = policy.amount('listing.extensions', now);
  if (extensionsUsed(listed) >= most) return refuse('LISTING_EXTENSIONS_USED_UP', { limit: most });
  const longest = policy.amount('listing.extension-max', now);
  if (months > longest) return refuse('LISTING_EXTENSION_TOO_LONG', { months: longest, paths: ['/months'] });
  const to = plusMonths(deadline.dueAt, months);
  return to <= now ? refuse('DUE_DATE_PAST', { paths: ['/months'] }) : { kind: 'later', level, from: deadline.dueAt, to };
}
