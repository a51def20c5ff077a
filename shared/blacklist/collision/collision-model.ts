import * as z from 'zod';
import { OrderedAccount } from '../../freezes/model.ts';
import { districts } from '../../kernel/context.ts';
import { AgencyId, AlertId, BlacklistEntryId, CollisionId, FreezeRequestId, OrderId } from '../../kernel/ids.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { Person } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { GroundClass } from '../entry/grounds.ts';

/** `proposed`: a stop is proposed, an officer decides · `linked`: the alarm has an order there · `ordered` · `dismissed`. */
export const collisionStatuses = ['proposed', 'linked', 'ordered', 'dismissed'] as const;
export const CollisionStatus = z.enum(collisionStatuses);
export type CollisionStatus = z.infer<typeof CollisionStatus>;

/**
 * How the listed account was met: the victim paid into it, or a stop was asked for there · money went on to it · a line of a statement paid
 * into it · the holder of a stopped account holds it too.
 */
export const collisionWays = ['transfer', 'outflow', 'statement', 'holder'] as const;
export const CollisionWay = z.enum(collisionWays);
export type CollisionWay = z.infer<typeof CollisionWay>;

/** The account, as far as it was told. */
export const MetAccount = z.strictObject({
  bankId: AgencyId.optional(),
  accountNumber: z.string().optional(),
  accountName: z.string().optional(),
  accountKind: OrderedAccount.shape.accountKind,
});
export type MetAccount = z.infer<typeof MetAccount>;

/** The transfer that reached it, as far as it was told. */
export const MetTransfer = z.strictObject({
  amountFen: PositiveFen.optional(),
  at: UtcInstant.optional(),
  serial: z.string().optional(),
});
export type MetTransfer = z.infer<typeof MetTransfer>;

/** A listing that holds at the moment of the collision. */
export const MetListing = z.strictObject({
  entryId: BlacklistEntryId,
  reference: z.string(),
  class: GroundClass,
  until: UtcInstant,
});

/** A collision (布黑卡碰撞): the money of an alarm touched a listed account. One a pair of alarm and account. */
export const Collision = z.strictObject({
  collisionId: CollisionId,
  status: CollisionStatus,
  alertId: AlertId,
  /** Of the alarm, for the phone. */
  reference: z.string(),
  /** Of the alarm, when the collision was found. */
  district: z.enum(districts),
  /** The police that answer for the order by which it was met. */
  agency: AgencyId,
  way: CollisionWay,
  /** The order by which it was met: at the account itself, or where the money came from. */
  metBy: OrderId,
  accountKey: z.string(),
  account: MetAccount,
  transfer: MetTransfer.optional(),
  listings: z.array(MetListing),
  foundAt: UtcInstant,
  /** The order of the alarm at the account. */
  orderId: OrderId.optional(),
  ordered: z.strictObject({ at: UtcInstant, requestId: FreezeRequestId, by: Person }).optional(),
  dismissed: z.strictObject({ at: UtcInstant, by: Person, reason: z.string() }).optional(),
});
export type Collision = z.infer<typeof Collision>;
