import type { Role } from '../../shared/access/roles.ts';
import type { About } from '../../shared/kernel/about.ts';
import type { Actor, AgencyKind, District } from '../../shared/kernel/context.ts';
import type { Desk } from '../../shared/kernel/desk.ts';
import type { KnownFact } from './facts.ts';

/** An addressee of a notice: for the docs in words, for the inbox as desks. */
export interface Addressee<F extends KnownFact = KnownFact> {
  readonly who: string;
  /** @param by the agency that recorded the fact */
  readonly desks: (fact: F, about: About, by: Actor) => readonly Desk[];
}

/** A role among the agencies of a kind in the thing's district. */
export function inDistrict(kind: AgencyKind, role: Role): Addressee {
  return {
    who: `${kind} of the district (${role})`,
    desks: (_, { district }) => (district === undefined ? [] : [{ kind, district, role }]),
  };
}

/** A role among the agencies of a kind that are for the whole city. */
export function ofCity(kind: AgencyKind, role: Role): Addressee {
  return { who: `${kind} of the city (${role})`, desks: () => [{ kind, role }] };
}

/** A role among the agencies of a kind in each of the districts that the fact names. */
export function inDistricts<F extends KnownFact>(
  kind: AgencyKind,
  role: Role,
  districtsOf: (fact: F) => readonly District[],
): Addressee<F> {
  return {
    who: `${kind} of each district named (${role})`,
    desks: (fact) => districtsOf(fact).map((district) => ({ kind, district, role })),
  };
}

/** A role of the agencies that answer for the thing. */
export function responsible(role: Role): Addressee {
  return {
    who: `the agencies that answer for it (${role})`,
    desks: (_, { agencies }) => agencies.map((agency) => ({ agency, role })),
  };
}

/** All people in the agencies that answer for the thing. */
export const owners: Addressee = {
  who: 'the agencies that answer for it',
  desks: (_, { agencies }, by) => others(agencies, by),
};

/** All people in the other agencies that take part. */
export const parties: Addressee = {
  who: 'the other agencies that take part',
  desks: (_, about, by) => others(about.parties ?? [], by),
};

/** All people in the agency that asked for it, if it has no other part in it. */
export const whoAsked: Addressee = {
  who: 'the agency that asked for it',
  desks: (_, { askedBy }, by) => others(askedBy === undefined ? [] : [askedBy], by),
};

/** All people in the agencies that are asked to take part. */
export const invited: Addressee = {
  who: 'the agencies that are asked to take part',
  desks: (_, about, by) => others(about.invited ?? [], by),
};

/** The agency or agencies that the fact itself names. */
export function named<F extends KnownFact>(who: string, agenciesOf: (fact: F) => string | readonly string[]): Addressee<F> {
  return { who, desks: (fact, _, by) => others([agenciesOf(fact)].flat(), by) };
}

/** An agency is not told of its own acts. */
function others(agencies: readonly string[], by: Actor): readonly Desk[] {
  return agencies.filter((agency) => agency !== by.agency).map((agency) => ({ agency }));
}

/** The police who review it: of the district that entries do not show, or of the city. */
export const reviewers: Addressee = {
  who: 'police of the district whose order it is about, or of the city if there is no order (supervisor)',
  desks: (_, { reviewedIn }) => officeIn('police', 'supervisor', reviewedIn),
};

/** The procuratorate over them. */
export const prosecutorsOver: Addressee = {
  who: 'procuratorate of that district, or of the city (prosecutor)',
  desks: (_, { reviewedIn }) => officeIn('procuratorate', 'prosecutor', reviewedIn),
};

function officeIn(kind: AgencyKind, role: Role, place: About['reviewedIn']): readonly Desk[] {
  if (place === undefined) return [];
  return [place === 'city' ? { kind, role } : { kind, district: place, role }];
}
