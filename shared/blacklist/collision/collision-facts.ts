import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { FreezeRequestId, OrderId } from '../../kernel/ids.ts';
import { Person } from '../../kernel/people.ts';
import { Collision } from './collision-model.ts';

/** Everything that can happen to a collision. `at` is when it was recorded. */
export const CollisionFact = z.discriminatedUnion('type', [
  fact('collision.found', {
    ...Collision.pick({ collisionId: true, alertId: true, reference: true, district: true, agency: true, way: true }).shape,
    ...Collision.pick({ metBy: true, accountKey: true, account: true, transfer: true, listings: true }).shape,
  }),
  /** The alarm has an order at the account. */
  fact('collision.linked', { orderId: OrderId }),
  /** `by`: the officer; Cordon itself where policy has it stop without one. */
  fact('collision.ordered', { requestId: FreezeRequestId, orderId: OrderId, by: Person }),
  fact('collision.dismissed', { by: Person, reason: z.string() }),
]);
export type CollisionFact = z.infer<typeof CollisionFact>;
export type CollisionFactType = CollisionFact['type'];
