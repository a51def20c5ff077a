import type { Actor } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { ResponsibleUnits } from './level.ts';
import type { ListedCase } from './model.ts';

/** Whether the agency is one of those that work the case: it reports to the supervisor and cannot be the supervisor. */
export function isResponsible({ bureau, district, cyber }: ResponsibleUnits, agency: string): boolean {
  return bureau === agency || district === agency || cyber === agency;
}

/** The members of a listing that decide who supervises it. */
export type Supervised = Pick<ListedCase, 'units' | 'listing' | 'agencies' | 'formerUnits'>;

/**
 * Why the agency may not do with the listing what only its supervisor may: it works the case itself, or another agency listed the case, or
 * a merger made the case its own, or one that it was responsible for. In the last two situations it can only hand the listing over.
 *
 * @param ofUnit the refusal for a responsible unit
 * @returns that, LISTING_OF_OTHER_SUPERVISOR with the agency that supervises, SUPERVISOR_IS_RESPONSIBLE, or undefined
 */
export function supervisionRefusal(
  { units, listing, agencies = [], formerUnits = [] }: Supervised,
  agency: string,
  ofUnit: 'DELISTING_BY_RESPONSIBLE_UNIT' | 'EXTENSION_BY_RESPONSIBLE_UNIT' | 'HAND_OVER_BY_RESPONSIBLE_UNIT',
): Refusal | undefined {
  if (units !== undefined && isResponsible(units, agency)) return refuse(ofUnit);
  if (listing !== undefined && listing.supervisor !== agency)
    return refuse('LISTING_OF_OTHER_SUPERVISOR', { supervisor: listing.supervisor });
  const handsOver = ofUnit === 'HAND_OVER_BY_RESPONSIBLE_UNIT';
  return !handsOver && [...agencies, ...formerUnits].includes(agency) ? refuse('SUPERVISOR_IS_RESPONSIBLE') : undefined;
}

/** Why the caller may not give the supervision away: as above, except that the city's administrator may in place of any supervisor. */
export function handOverRefusal(listed: Supervised, actor: Actor): Refusal | undefined {
  const notTheirs = supervisionRefusal(listed, actor.agency, 'HAND_OVER_BY_RESPONSIBLE_UNIT');
  const overruled = notTheirs?.code === 'LISTING_OF_OTHER_SUPERVISOR' && isCityAdministrator(actor);
  return overruled ? undefined : notTheirs;
}

function isCityAdministrator({ agencyKind, district, roles }: Actor): boolean {
  return agencyKind === 'police' && district === undefined && roles.includes('administrator');
}
