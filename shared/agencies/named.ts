import type { AgencyKind, District } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Agency } from './model.ts';

/** A place in a request that names an agency, and the conditions for that agency. */
export interface Named {
  readonly agency: string;
  /** Where in the body: a JSON pointer. */
  readonly path: string;
  /** The kinds that the agency may be of, and the roles in them that could act on the thing. */
  readonly kinds: ReadonlyMap<AgencyKind, readonly string[]>;
  /** An agency of the whole city, or of this district; absent: either. */
  readonly of?: 'city' | District;
  /** Roles that are named in it, in the list at `path`. */
  readonly roles?: { readonly names: readonly string[]; readonly path: string };
}

/** The members of an agency that are compared. */
export type Known = Pick<Agency, 'district' | 'closed'> & { readonly kind: AgencyKind };

/**
 * Why an agency cannot be named here: it is not registered, it was closed, or its kind cannot do what it is named for. Without this check a
 * notice would go to an empty desk, and the intended agency would not be bound.
 *
 * @param known the registered agencies among those named, by id
 * @returns AGENCY_UNKNOWN with every place; AGENCY_UNFIT with the first place and what it has to be; ROLE_UNFIT with the places of the
 *   roles that such an agency does not have, or undefined
 */
export function namedRefusal(known: ReadonlyMap<string, Known>, named: readonly Named[]): Refusal | undefined {
  const unknown = named.filter(({ agency }) => known.get(agency)?.closed !== false);
  if (unknown.length > 0) return refuse('AGENCY_UNKNOWN', { paths: unknown.map(({ path }) => path) });
  const unfit = named.find((one) => !fits(one, known.get(one.agency)));
  if (unfit !== undefined) return refuse('AGENCY_UNFIT', { path: unfit.path, rule: ruleOf(unfit) });
  const idle = named.flatMap((one) => idleRoles(one, known.get(one.agency)));
  return idle.length === 0 ? undefined : refuse('ROLE_UNFIT', { paths: idle });
}

function fits({ kinds, of }: Named, agency: Known | undefined): boolean {
  if (agency === undefined || !kinds.has(agency.kind)) return false;
  if (of === undefined) return true;
  return of === 'city' ? agency.district === undefined : agency.district === of;
}

function ruleOf({ kinds, of }: Named): string {
  const rule = `must be an agency of the kind ${[...kinds.keys()].join(', ')}`;
  if (of === undefined) return rule;
  return of === 'city' ? `${rule}, for the whole city` : `${rule}, of the district ${of}`;
}

function idleRoles({ kinds, roles }: Named, agency: Known | undefined): readonly string[] {
  if (roles === undefined || agency === undefined) return [];
  const able = kinds.get(agency.kind) ?? [];
  return roles.names.flatMap((name, place) => (able.includes(name) ? [] : [`${roles.path}/${place}`]));
}
