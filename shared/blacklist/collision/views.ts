import * as z from 'zod';
import { AgencyId } from '../../kernel/ids.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { Collision } from './collision-model.ts';

/** A collision as police read it. */
export const CollisionView = z
  .strictObject({ ...Collision.omit({ accountKey: true }).shape, version: z.int().positive() })
  .meta({ id: 'Collision' });
export type CollisionView = z.input<typeof CollisionView>;

/** What a list shows of a collision. */
export const CollisionEntry = z
  .strictObject({
    ...Collision.pick({ collisionId: true, status: true, alertId: true, reference: true, district: true, agency: true }).shape,
    ...Collision.pick({ way: true, metBy: true, foundAt: true, listings: true, orderId: true }).shape,
    bankId: AgencyId.optional(),
    amountFen: PositiveFen.optional(),
  })
  .meta({ id: 'CollisionEntry' });
export type CollisionEntry = z.input<typeof CollisionEntry>;

export function collisionView({ accountKey: _, ...collision }: Collision, version: number): CollisionView {
  return { ...collision, version };
}
