import * as z from 'zod';
import { type Actor, agencyKinds, districts } from './context.ts';
import { AgencyId } from './ids.ts';

/** A token's role or subject, as the issuer spells it. */
const Claim = z.string().min(1).max(256);

/**
 * A desk: of an agency, of one role or one person in it; or of a role in all agencies of a kind, in a district or, without one, among those
 * of the whole city. The second form needs no register of agencies: the token says who sits there.
 */
export const Desk = z.union([
  z.strictObject({ agency: AgencyId, role: Claim.optional(), person: Claim.optional() }),
  z.strictObject({ kind: z.enum(agencyKinds), district: z.enum(districts).optional(), role: Claim }),
]);
export type Desk = z.infer<typeof Desk>;

/** The desk as one text: equal for the same desk only. */
export function deskKey(desk: Desk): string {
  if (!('agency' in desk)) return `${desk.kind}@${desk.district ?? 'city'}/role/${desk.role}`;
  const { agency, role, person } = desk;
  if (person !== undefined) return `${agency}/person/${person}`;
  return role === undefined ? agency : `${agency}/role/${role}`;
}

/** The desks the actor sits at: of the agency, of the person, and two for each role. */
export function desksAt({ agency, agencyKind: kind, district, roles, subject: person }: Actor): readonly Desk[] {
  const area = district === undefined ? {} : { district };
  return [
    { agency },
    { agency, person },
    ...[...new Set(roles)].flatMap((role): Desk[] => [
      { agency, role },
      { kind, ...area, role },
    ]),
  ];
}

/** The keys of the desks the actor sits at. */
export function desksOf(actor: Actor): readonly string[] {
  return desksAt(actor).map(deskKey);
}
