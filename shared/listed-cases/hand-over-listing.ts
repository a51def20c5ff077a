import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { HandOverListing } from './bodies.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import type { CaseAtHand, ListedCase } from './model.ts';
import { handOverRefusal, isResponsible } from './supervision.ts';

/**
 * Gives the supervision to another agency (移交督办): by the supervisor, or by the city's administrator, as a closed agency hands nothing over.
 * A responsible unit does not decide on the supervisor. The new supervisor can be neither a responsible unit nor an agency that answers for
 * the case. Dates and requests stay.
 *
 * @returns `listed-case.handed-over`, or HAND_OVER_BY_RESPONSIBLE_UNIT, LISTING_OF_OTHER_SUPERVISOR, LISTING_STATE_FORBIDS,
 *   SUPERVISES_ALREADY, SUPERVISOR_IS_RESPONSIBLE
 */
export function handOverListing(
  listed: ListedCase,
  { to, reason }: HandOverListing,
  { agencies }: Pick<CaseAtHand, 'agencies'>,
  { now, actor }: Context,
): Decision<ListedCaseFact> {
  const { status, listing, units, formerUnits = [] } = listed;
  const notTheirs = handOverRefusal(listed, actor);
  if (notTheirs !== undefined) return notTheirs;
  if (!listingLifecycle.allows(status, 'handOver') || listing === undefined)
    return listingLifecycle.forbidden(status, 'handOver');
  const { supervisor: from } = listing;
  if (from === to) return refuse('SUPERVISES_ALREADY', { paths: ['/to'] });
  if ([...agencies, ...formerUnits].includes(to) || (units !== undefined && isResponsible(units, to)))
    return refuse('SUPERVISOR_IS_RESPONSIBLE', { paths: ['/to'] });
  return accept({ type: 'listed-case.handed-over', data: { at: now, by: actor.agency, from, to, reason } });
}
