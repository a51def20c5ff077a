import type { AskFor } from '../approvals/bodies.ts';
import type { Matter, MatterOf, Question } from '../approvals/model.ts';
import type { Actor } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { ApproveListing } from './bodies.ts';
import type { ListingLevel } from './level.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import type { ListedCase } from './model.ts';
import { isResponsible, supervisionRefusal } from './supervision.ts';

/** The content of a listing that an approval has to be for; undefined if neither the listing nor the proposal names level and units. */
export function listingMatter(
  listed: ListedCase,
  { level = listed.level, units = listed.units }: Pick<ApproveListing, 'level' | 'units'>,
): MatterOf<'listing'> | undefined {
  const { listedCaseId } = listed;
  return level === undefined || units === undefined ? undefined : { gate: 'listing', listedCaseId, level, units };
}

/**
 * The question when a supervisor asks for the approval of a listing.
 *
 * @returns the question, or LISTING_STATE_FORBIDS, SUPERVISOR_IS_RESPONSIBLE
 */
export function listingQuestion(listed: ListedCase, ask: AskFor<'listing'>, { agency }: Actor): Question | Refusal {
  const { status, agencies = [] } = listed;
  const matter = listingMatter(listed, ask);
  if (matter === undefined || !listingLifecycle.allows(status, 'approve')) return listingLifecycle.forbidden(status, 'approve');
  if (isResponsible(matter.units, agency) || agencies.includes(agency)) return refuse('SUPERVISOR_IS_RESPONSIBLE');
  return question(listed, matter, matter.level);
}

/** The same for more time. @returns the question, or LISTING_STATE_FORBIDS, or what `supervisionRefusal` says */
export function extensionQuestion(listed: ListedCase, { months }: AskFor<'extension'>, { agency }: Actor): Question | Refusal {
  const notTheirs = supervisionRefusal(listed, agency, 'EXTENSION_BY_RESPONSIBLE_UNIT');
  if (notTheirs !== undefined) return notTheirs;
  const { status, level, listedCaseId } = listed;
  if (level === undefined || !listingLifecycle.allows(status, 'extend')) return listingLifecycle.forbidden(status, 'extend');
  return question(listed, { gate: 'extension', listedCaseId, months }, level);
}

/** The same for the end of the supervision. @returns the question, or LISTING_STATE_FORBIDS, or what `supervisionRefusal` says */
export function delistingQuestion(listed: ListedCase, { agency }: Actor): Question | Refusal {
  const notTheirs = supervisionRefusal(listed, agency, 'DELISTING_BY_RESPONSIBLE_UNIT');
  if (notTheirs !== undefined) return notTheirs;
  const { status, level, listedCaseId } = listed;
  if (level === undefined || !listingLifecycle.allows(status, 'delist')) return listingLifecycle.forbidden(status, 'delist');
  return question(listed, { gate: 'delisting', listedCaseId }, level);
}

/** The city's head decides; above the level of the city, on the paper of the authority of that level. */
function question({ district, listing }: ListedCase, matter: Matter, level: ListingLevel): Question {
  return {
    ...{ kind: 'question', matter, district },
    needed: { role: 'approver', level: 'prefecture', legalReview: false, ...(level === 'city' ? {} : { paper: level }) },
    ...(listing === undefined ? {} : { since: listing.at }),
  };
}
