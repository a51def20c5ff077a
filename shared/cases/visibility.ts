import { type Audience, isMeant } from '../kernel/audience.ts';
import type { Actor } from '../kernel/context.ts';
import { type Case, type CasePart, caseParts, type Grant } from './model.ts';

/** Whether the grant is in force at this moment: not revoked, and before its end (the end itself is not part of it). */
export function isInForce({ revokedAt, until }: Grant, now: string): boolean {
  return revokedAt === undefined && now < until;
}

/** The grants of the case that are in force. A case that was merged into another has none: they ended with it. */
export function grantsInForce({ status, grants }: Pick<Case, 'status' | 'grants'>, now: string): readonly Grant[] {
  return status === 'merged' ? [] : grants.filter((grant) => isInForce(grant, now));
}

/** The grants in force that are meant for this actor. */
export function grantsFor(fraudCase: Pick<Case, 'status' | 'grants'>, actor: Actor, now: string): readonly Grant[] {
  return grantsInForce(fraudCase, now).filter((grant) => isMeant(grant satisfies Audience, actor));
}

/**
 * Whether the case is the actor's own: their agency answers for it, it is of their district, or they are of the city's police. The access
 * policy says the same of `case.read`, role by role; a test holds the two together.
 */
export function holdsCase({ agencies, district }: Pick<Case, 'agencies' | 'district'>, actor: Actor): boolean {
  if (actor.agencyKind !== 'police') return false;
  return actor.district === undefined || actor.district === district || agencies.includes(actor.agency);
}

/**
 * The parts of the case that the actor may see at this moment: all, if it is their own; otherwise only those that grants in force name. A
 * consultation shows each viewer only these parts, at each look: so it never widens a grant.
 *
 * @param now ISO 8601, UTC
 */
export function partsVisible(
  fraudCase: Pick<Case, 'status' | 'grants' | 'agencies' | 'district'>,
  actor: Actor,
  now: string,
): readonly CasePart[] {
  if (holdsCase(fraudCase, actor)) return caseParts;
  // A bank is told what to do with an account, and never why.
  if (actor.agencyKind === 'bank') return [];
  const shared = new Set(grantsFor(fraudCase, actor, now).flatMap(({ parts }) => parts));
  return caseParts.filter((part) => shared.has(part));
}
