import * as z from 'zod';
import { DismissCollision, OrderCollision } from '../../shared/blacklist/collision/bodies.ts';
import { collisionLifecycle } from '../../shared/blacklist/collision/collision-lifecycle.ts';
import { CollisionStatus } from '../../shared/blacklist/collision/collision-model.ts';
import { CollisionEntry, CollisionView } from '../../shared/blacklist/collision/views.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { OfDistrict, PageQuery, pageOf } from '../../shared/http/lists.ts';
import { CollisionId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { dismissExample, orderExample } from './examples.ts';

const OfCollision = z.strictObject({ collisionId: CollisionId });

/** The common parts of every command on a collision. */
const onCollision = {
  method: 'POST',
  tag: 'collisions',
  access: { action: 'collision.decide' },
  params: OfCollision,
  ifMatch: true,
  answers: { 200: CollisionView },
} as const;

export const collisionRoutes = defineRoutes({
  listCollisions: {
    method: 'GET',
    path: '/v1/collisions',
    summary:
      'List collisions of alarms with the blacklist, the newest first: those that wait for an officer, or others by their state',
    tag: 'collisions',
    access: { action: 'collision.list' },
    query: PageQuery.extend({ district: OfDistrict, status: CollisionStatus.default('proposed') }),
    answers: { 200: pageOf(CollisionEntry) },
    refusals: [],
  },
  getCollision: {
    method: 'GET',
    path: '/v1/collisions/{collisionId}',
    summary: 'Read a collision: the alarm, the account, the listings, and what became of it',
    tag: 'collisions',
    access: { action: 'collision.read' },
    params: OfCollision,
    answers: { 200: CollisionView },
    refusals: [],
  },
  orderCollision: {
    ...onCollision,
    path: '/v1/collisions/{collisionId}/order',
    summary: 'Ask for the stop of the account under the alarm, with one command',
    during: statesFor(collisionLifecycle, 'order'),
    body: OrderCollision,
    refusals: [
      'COLLISION_STATE_FORBIDS',
      'COLLISION_ACCOUNT_INCOMPLETE',
      'ALERT_WITHDRAWN',
      'ALERT_IS_DUPLICATE',
      'SAME_OFFICER_TWICE',
      'BANK_UNKNOWN',
      'STOP_LIMIT_REACHED',
      'TOO_MANY_TRANSFERS',
    ],
    example: orderExample,
  },
  dismissCollision: {
    ...onCollision,
    path: '/v1/collisions/{collisionId}/dismiss',
    summary: 'Say that no stop is called for, with the reason',
    during: statesFor(collisionLifecycle, 'dismiss'),
    body: DismissCollision,
    refusals: ['COLLISION_STATE_FORBIDS'],
    example: dismissExample,
  },
});
