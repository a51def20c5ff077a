import { createHash } from 'node:crypto';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import { evolver } from '../../kernel/evolver.ts';
import { makeId } from '../../kernel/ids.ts';
import { personActing } from '../../kernel/people.ts';
import { epoch } from '../../kernel/time.ts';
import type { MarkRow } from '../mark/mark-register.ts';
import type { DismissCollision } from './bodies.ts';
import type { CollisionFact } from './collision-facts.ts';
import { collisionLifecycle } from './collision-lifecycle.ts';
import type { Collision, CollisionStatus, CollisionWay, MetAccount, MetTransfer } from './collision-model.ts';

/** That the money of an alarm touched an account. */
export interface Touch {
  readonly alertId: string;
  /** Of the alarm, at its present state. */
  readonly reference: string;
  readonly district: Collision['district'];
  readonly agency: string;
  readonly way: CollisionWay;
  readonly metBy: string;
  readonly accountKey: string;
  readonly account: MetAccount;
  readonly transfer?: MetTransfer | undefined;
}

/** The id of the collision of an alarm with an account: it follows from both, so all who find it name the same. @param alarmAt ISO 8601, UTC */
export function collisionIdOf({
  alertId,
  alarmAt,
  accountKey,
}: {
  readonly alertId: string;
  readonly alarmAt: string;
  readonly accountKey: string;
}): string {
  const digest = createHash('sha256').update([alertId, accountKey].join('#')).digest();
  return makeId('col', epoch(alarmAt), () => digest);
}

/**
 * Finds a collision, once a pair of alarm and account, whichever came first: the listing or the money. If the alarm has an order there, the
 * collision is linked with it, and nothing is proposed.
 *
 * @param rows the listings that hold at this moment; without one there is no collision
 * @param orderId the order of the alarm at the account, if there is one
 */
export function findCollision(
  before: Collision | undefined,
  touch: Touch & { readonly collisionId: string },
  { rows, orderId }: { readonly rows: readonly MarkRow[]; readonly orderId: string | undefined },
  { now }: Pick<Context, 'now'>,
): readonly CollisionFact[] {
  if (before === undefined && rows.length === 0) return [];
  const { transfer, ...met } = touch;
  const listings = rows.map(({ entryId, reference, class: ground, until }) => ({ entryId, reference, class: ground, until }));
  const found: readonly CollisionFact[] =
    before === undefined
      ? [{ type: 'collision.found', data: { at: now, ...met, ...(transfer === undefined ? {} : { transfer }), listings } }]
      : [];
  const isOpen = before === undefined || collisionLifecycle.allows(before.status, 'link');
  return isOpen && orderId !== undefined ? [...found, { type: 'collision.linked', data: { at: now, orderId } }] : found;
}

/**
 * An officer has the account stopped: the request for it is part of the same append.
 *
 * @returns `collision.ordered`, or COLLISION_STATE_FORBIDS
 */
export function orderCollision(
  { status }: Collision,
  made: { readonly requestId: string; readonly orderId: string; readonly name: string },
  { now, actor }: Context,
): Decision<CollisionFact> {
  const refusal = collisionLifecycle.refusal(status, 'order');
  if (refusal !== undefined) return refusal;
  const { name, ...ids } = made;
  return accept({ type: 'collision.ordered', data: { at: now, ...ids, by: personActing(actor, name) } });
}

/**
 * An officer finds that no stop is called for.
 *
 * @returns `collision.dismissed`, or COLLISION_STATE_FORBIDS
 */
export function dismissCollision(
  { status }: Collision,
  { reason }: DismissCollision,
  name: string,
  { now, actor }: Context,
): Decision<CollisionFact> {
  const refusal = collisionLifecycle.refusal(status, 'dismiss');
  if (refusal !== undefined) return refusal;
  return accept({ type: 'collision.dismissed', data: { at: now, by: personActing(actor, name), reason } });
}

/** The collision after a fact. */
export const evolveCollision = evolver<CollisionStatus, Collision, CollisionFact, 'collision.found'>(collisionLifecycle, {
  births: { 'collision.found': ({ at, ...found }) => ({ ...found, foundAt: at }) },
  steps: {
    'collision.linked': (collision, { orderId }) => ({ ...collision, orderId }),
    'collision.ordered': (collision, { at, requestId, orderId, by }) => ({
      ...collision,
      orderId,
      ordered: { at, requestId, by },
    }),
    'collision.dismissed': (collision, dismissed) => ({ ...collision, dismissed }),
  },
});
