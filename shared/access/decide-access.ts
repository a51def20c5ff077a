import { isMeant } from '../kernel/audience.ts';
import type { Actor } from '../kernel/context.ts';
import { desksOf } from '../kernel/desk.ts';
import { keysOf } from '../kernel/lifecycle.ts';
import type { Thing } from '../kernel/thing.ts';
import { type Action, accessPolicy, knownBy, type ThingKind } from './policy.ts';
import type { AccessRow, FieldSet, Relation } from './rows.ts';

export type Access =
  | { readonly outcome: 'allowed'; readonly fields: FieldSet }
  /** The caller may not see it: 404. */
  | { readonly outcome: 'hidden' }
  /** The caller may see it, but not do this: 403. */
  | { readonly outcome: 'forbidden' };

/** What the actor may do, and see, of the thing, or before there is a thing. Rules are rows of the policy; the first that fits decides. */
export function decideAccess(action: Action, actor: Actor, thing: Thing | undefined): Access {
  const row = fitting(action, actor, thing ?? {});
  if (row !== undefined) return { outcome: 'allowed', fields: row.fields };
  const { on } = accessPolicy[action];
  if (thing === undefined || on === 'none' || on === 'district') return { outcome: 'forbidden' };
  return fitting(knownBy[on], actor, thing) === undefined ? { outcome: 'hidden' } : { outcome: 'forbidden' };
}

/**
 * Refuses an actor before anything is loaded, if there can be no thing on which they may do this, and none of its kind that they may see.
 * If such a thing could exist, the answer depends on the thing: then the operation loads it, and `decideAccess` answers.
 *
 * @param named whether the request names the thing
 */
export function shutOut(action: Action, actor: Actor, named: boolean): Exclude<Access['outcome'], 'allowed'> | undefined {
  if (mayEver(action, actor)) return undefined;
  const { outcome } = decideAccess(action, actor, named ? {} : undefined);
  const { on } = accessPolicy[action];
  const mayKnow = outcome === 'hidden' && on !== 'none' && on !== 'district' && mayEver(knownBy[on], actor);
  return mayKnow || outcome === 'allowed' ? undefined : outcome;
}

/**
 * Whether only the actor's role keeps them from this: a colleague of the same agency with another role may do it.
 *
 * @param thing absent if the operation did not look for it: then whether such a colleague might
 */
export function isForOtherRole(action: Action, actor: Actor, thing: Thing | undefined): boolean {
  const rows: readonly AccessRow[] = accessPolicy[action].rows;
  const { on } = accessPolicy[action];
  return rows.some(
    ({ agencyKind, roles, relation }) =>
      agencyKind === actor.agencyKind &&
      !roles.some((role) => actor.roles.includes(role)) &&
      (thing === undefined && on !== 'none'
        ? relation !== 'city' || actor.district === undefined
        : related[relation](actor, thing ?? {})),
  );
}

/** Whether the actor may do this on anything at all. */
export function mayEver(action: Action, actor: Actor): boolean {
  return waysOf(action, actor).length > 0;
}

/** An action that an actor may do on some things, and on which: each relation to the thing that allows it, and what is shown then. */
export interface EverAllowed {
  readonly action: Action;
  readonly on: ThingKind;
  readonly ways: readonly Pick<AccessRow, 'relation' | 'fields'>[];
}

/** Every action that the actor may ever do, in the order of the policy. */
export function everAllowed(actor: Actor): readonly EverAllowed[] {
  return keysOf(accessPolicy).flatMap((action) => {
    const ways = waysOf(action, actor).map(({ relation, fields }) => ({ relation, fields }));
    return ways.length === 0 ? [] : [{ action, on: accessPolicy[action].on, ways: onceEach(ways) }];
  });
}

/** The rows by which the actor may do this on one thing or another; an agency of a district never acts as one of the whole city. */
function waysOf(action: Action, actor: Actor): readonly AccessRow[] {
  const rows: readonly AccessRow[] = accessPolicy[action].rows;
  return rows.filter((row) => isActor(row, actor) && (row.relation !== 'city' || actor.district === undefined));
}

/** The first row that fits decides what is shown, so a later one of the same relation adds nothing. */
function onceEach(ways: EverAllowed['ways']): EverAllowed['ways'] {
  return ways.filter(({ relation }, at) => ways.findIndex((way) => way.relation === relation) === at);
}

/** Every action on things of this kind that the policy allows the actor on this very thing, sorted. */
export function allowedActions(on: ThingKind, actor: Actor, thing: Thing | undefined): readonly Action[] {
  return keysOf(accessPolicy)
    .filter((action) => accessPolicy[action].on === on && fitting(action, actor, thing ?? {}) !== undefined)
    .toSorted();
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
  'reading-district': (actor, thing) => actor.district !== undefined && thing.alsoReadBy?.includes(actor.district) === true,
  'own-agency': (actor, thing) => thing.agencies?.includes(actor.agency) === true,
  'addressed-bank': (actor, thing) => thing.addressedTo === actor.agency,
  desk: (actor, thing) => thing.desk !== undefined && desksOf(actor).includes(thing.desk),
  granted: (actor, thing) => thing.grants?.some((audience) => isMeant(audience, actor)) === true,
  'aimed-at': (actor, thing) => thing.aimedAt === actor.agency,
  party: (actor, thing) => thing.parties?.includes(actor.agency) === true,
  invited: (actor, thing) => thing.invited?.includes(actor.agency) === true,
  deputy: (actor, thing) => thing.deputy === actor.agency,
  supervises: (actor, thing) =>
    thing.supervisedIn !== undefined && (actor.district === undefined || actor.district === thing.supervisedIn),
  self: (actor, thing) => thing.itself === actor.agency,
};
