import * as z from 'zod';
import { AgencyId, AlertId, OrderId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';

/**
 * What Cordon knows of one account at one bank, across all cases: how often it was stopped, which order holds it, which orders wait in
 * line. Its id is the keyed hash of bank and account number; the register does not hold the number itself.
 */
export const AccountRegister = z.strictObject({
  accountKey: z.string(),
  bankId: AgencyId,
  /** The stops that count against the two allowed: asked for or executed. A stop that the bank did not execute is taken out again. */
  stops: z.array(z.strictObject({ orderId: OrderId, alertId: AlertId, kind: z.enum(['stop', 'extension']), at: UtcInstant })),
  /** Every order that ever concerned the account, one for each alert: a trace that meets the account again joins this order. */
  orders: z.array(z.strictObject({ orderId: OrderId, alertId: AlertId })),
  /** The order under which the account is frozen. */
  frozenBy: OrderId.optional(),
  /** Orders that wait for the freeze to end, first come first served. */
  line: z.array(OrderId),
});
export type AccountRegister = z.infer<typeof AccountRegister>;

const Base = z.strictObject({ at: UtcInstant, accountKey: z.string(), bankId: AgencyId, orderId: OrderId, alertId: AlertId });
/** What of an order ended: its hold of the account, or no more than what it had asked of the bank, which led to nothing. */
const Ended = z.enum(['hold', 'request']);
export type Ended = z.infer<typeof Ended>;

export const AccountFact = z.discriminatedUnion('type', [
  /** A stop (or an extension that counts) was asked for. */
  z.strictObject({ type: z.literal('account.stop-counted'), data: Base.extend({ kind: z.enum(['stop', 'extension']) }) }),
  /** The bank did not execute it, so it does not count. */
  z.strictObject({ type: z.literal('account.stop-voided'), data: Base.extend({ kind: z.enum(['stop', 'extension']) }) }),
  z.strictObject({ type: z.literal('account.lined-up'), data: Base }),
  /** `gaveUp`: the officers took the order out of the line before its turn came, so that the turn is still to be given. */
  z.strictObject({ type: z.literal('account.left-line'), data: Base.extend({ gaveUp: z.literal(true).optional() }) }),
  z.strictObject({ type: z.literal('account.frozen'), data: Base }),
  /**
   * A stop or freeze ended, what was asked of the bank led to nothing, or an order lined up at an account that is free; `next` is the
   * order that was next in line at that moment, and the turn is for it. `ended`: a hold of the account, or no more than a request to the
   * bank; absent in facts recorded before that was kept.
   */
  z.strictObject({ type: z.literal('account.freed'), data: Base.extend({ next: OrderId.optional(), ended: Ended.optional() }) }),
]);
export type AccountFact = z.infer<typeof AccountFact>;
