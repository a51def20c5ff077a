import type { Actor, District } from '../kernel/context.ts';
import { type AccessRow, type Action, accessPolicy, type FieldSet, type Relation } from './policy.ts';

/** What of a thing decides who may know of it. */
export interface Thing {
  readonly district?: District;
  /** The agencies that raised it or answer for it. */
  readonly agencies?: readonly string[];
  /** The bank it is addressed to. */
  readonly addressedTo?: string;
  /** The agency that it is, where the thing is an agency. */
  readonly itself?: string;
}

export type Access =
  | { readonly outcome: 'allowed'; readonly fields: FieldSet }
  /** The caller may not even know of it: 404. */
  | { readonly outcome: 'hidden' }
  /** The caller may know of it, but not do this: 403. */
  | { readonly outcome: 'forbidden' };

/** The action by which a kind of thing is known; kinds without one are known to everybody. */
const knownBy = {
  alert: 'alert.read',
  'freeze-request': 'freeze-request.read',
  order: 'order.read',
  stream: 'audit.read',
  bank: 'bank.read',
} as const;

/**
 * What the actor may do, and see, of the thing; of nothing yet, if there is no thing.
 * Rules are rows of the policy; the first that fits decides.
 */
export function decideAccess(action: Action, actor: Actor, thing: Thing | undefined): Access {
  const row = fitting(action, actor, thing ?? {});
  if (row !== undefined) return { outcome: 'allowed', fields: row.fields };
  const { on } = accessPolicy[action];
  if (thing === undefined || on === 'none' || on === 'district') return { outcome: 'forbidden' };
  return fitting(knownBy[on], actor, thing) === undefined ? { outcome: 'hidden' } : { outcome: 'forbidden' };
}

/** Whether there is anything on which the actor may do this: asked before the thing is looked for. */
export function mayEver(action: Action, actor: Actor): boolean {
  const rows: readonly AccessRow[] = accessPolicy[action].rows;
  return rows.some((row) => isActor(row, actor) && (row.relation !== 'city' || actor.district === undefined));
}

function fitting(action: Action, actor: Actor, thing: Thing): AccessRow | undefined {
  const rows: readonly AccessRow[] = accessPolicy[action].rows;
  return rows.find((row) => isActor(row, actor) && related[row.relation](actor, thing));
}

function isActor(row: AccessRow, actor: Actor): boolean {
  return row.agencyKind === actor.agencyKind && row.roles.some((role) => actor.roles.includes(role));
}

const related: Readonly<Record<Relation, (actor: Actor, thing: Thing) => boolean>> = {
  any: () => true,
  city: (actor) => actor.district === undefined,
  'own-district': (actor, thing) => actor.district !== undefined && actor.district === thing.district,
  'own-agency': (actor, thing) => thing.agencies?.includes(actor.agency) === true,
  'addressed-bank': (actor, thing) => thing.addressedTo === actor.agency,
  self: (actor, thing) => thing.itself === actor.agency,
};
