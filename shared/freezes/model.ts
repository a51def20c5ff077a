import * as z from 'zod';
import { broken } from '../kernel/broken.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId, FreezeRequestId, OrderId } from '../kernel/ids.ts';
import { Fen, PositiveFen } from '../kernel/money.ts';
import { Officer, prose, Sha256, TwoOfficers, writtenNumber } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';
import { AccountNumber, accountKinds, HolderName } from './account/account-fields.ts';
import { Ladder } from './order/ladder.ts';
import { TransactionTarget, Transfer } from './transfer.ts';

/** What a stop of an account is for. */
export const stopScopes = ['account', 'sum'] as const;

/** An account, or a transaction, as an order names it: if it has `transfers`, its sum may be more than that of the first. */
export const OrderedAccount = z.strictObject({
  bankId: AgencyId,
  target: TransactionTarget.optional().describe(
    'Instead of an account: one transaction at a payment institution. Then name, number and kind of the account, and `scope`, are absent.',
  ),
  accountName: HolderName,
  accountNumber: AccountNumber.optional().describe('Required, unless `target` is a transaction.'),
  accountKind: z.enum(accountKinds).optional().describe('Required, unless `target` is a transaction.'),
  scope: z
    .enum(stopScopes)
    .optional()
    .describe('`account` (also where it is absent): nothing goes out of the account. `sum`: the bank holds `amountFen`.'),
  amountFen: PositiveFen.optional().describe(
    'The sum to hold, with `scope` `sum`: not more than the transfer. Several transfers into one account add up.',
  ),
  transfer: Transfer,
});
export type AccountToStop = z.infer<typeof OrderedAccount>;

/** An account, or a transaction, as officers ask for its stop. */
export const AccountToStop = OrderedAccount.check(({ value, issues }) => {
  for (const [field, rule] of [...targetFaults(value), ...scopeFaults(value)]) issues.push(broken(field, rule));
});

type Fault = readonly [field: string, rule: string];

function targetFaults({ target, accountName, accountNumber, accountKind, scope }: AccountToStop): readonly Fault[] {
  const ofAccount = Object.entries({ accountNumber, accountKind });
  if (target === undefined) return ofAccount.flatMap(([field, said]) => (said === undefined ? [[field, 'is required']] : []));
  return [...ofAccount, ...Object.entries({ accountName, scope })].flatMap(([field, said]) =>
    said === undefined ? [] : [[field, 'must be absent if the target is a transaction']],
  );
}

function scopeFaults({ scope, amountFen, transfer }: AccountToStop): readonly Fault[] {
  if (scope !== 'sum') return amountFen === undefined ? [] : [['amountFen', 'must be absent if the scope is not sum']];
  if (transfer.currency !== 'CNY' || transfer.amountFen === undefined)
    return [['scope', 'must be account if the transfer is not in CNY']];
  if (amountFen === undefined) return [['amountFen', 'is required']];
  return amountFen > transfer.amountFen ? [['amountFen', 'must not be more than the transfer']] : [];
}

/** The most accounts of one request. */
export const MAX_ACCOUNTS = 100;

/** One click: stop payment (紧急止付) on the accounts that received the money. Two different officers sign. */
export const RequestFreeze = z.strictObject({
  alertId: AlertId,
  urgency: z.enum(['normal', 'urgent']),
  reason: prose(1_000),
  officers: TwoOfficers,
  accounts: z.array(AccountToStop).min(1).max(MAX_ACCOUNTS),
});
export type RequestFreeze = z.infer<typeof RequestFreeze>;

export const DocumentKind = z.enum([
  'filing-decision',
  'freeze-notice',
  'stop-form',
  'renewal-notice',
  'release-notice',
  'other',
]);
/** A paper that backs an order: its number, and the hash of the scan in the evidence store. */
export const OrderDocument = z.strictObject({
  kind: DocumentKind,
  number: writtenNumber(64),
  issuedAt: Instant,
  sha256: Sha256.optional(),
});
export type OrderDocument = z.infer<typeof OrderDocument>;

/** Everything that an order has from its birth. `accountKey` is the keyed hash of bank and account number. */
export const OrderPlan = z.strictObject({
  orderId: OrderId,
  requestId: FreezeRequestId,
  alertId: AlertId,
  district: z.enum(districts),
  /** The police agency that answers for the order. */
  agency: AgencyId,
  account: OrderedAccount,
  accountKey: z.string(),
  /** All transfers that brought the money there, the one of `account` first; absent if there is only that one. */
  transfers: z.array(Transfer).optional(),
  tier: z.int().positive(),
  /** The victim's money that the trace brings into this account by the edge that opened the order. */
  tracedFen: Fen,
  /** The orders on the way from tier 1, oldest first; empty for tier 1. */
  ancestors: z.array(OrderId),
  urgency: z.enum(['normal', 'urgent']),
  reason: z.string(),
  officers: z.array(Officer),
  /** T0 */
  alarmAt: UtcInstant,
  /** T0 plus the policy's 30 minutes. */
  dueAt: UtcInstant,
  /** When each rung of the ladder is due, by the policy in force when the order was planned. */
  timetable: Ladder,
  /** Papers that the order has from the start: a corrected order brings those of the one it corrects. */
  documents: z.array(OrderDocument),
  /** The order that this one corrects. */
  corrects: OrderId.optional(),
});
export type OrderPlan = z.infer<typeof OrderPlan>;

/** The part of a plan that is an order's own; it shares the rest with the other orders of its request. */
export const PlannedOrder = OrderPlan.pick({
  orderId: true,
  account: true,
  accountKey: true,
  tracedFen: true,
  transfers: true,
}).extend({
  /** The places in the request that it answers for; absent in facts recorded before: one each, in their order. */
  places: z.array(z.int().nonnegative()).optional(),
  /** It stood there already: the request joins it. */
  joined: z.literal(true).optional(),
});
export type PlannedOrder = z.infer<typeof PlannedOrder>;

/** Why an account of a request got no order. */
export const refusedAccountCodes = [
  'INPUT_INVALID',
  'BANK_UNKNOWN',
  'TIME_IN_FUTURE',
  'DUPLICATE_ACCOUNT',
  'TOO_MANY_TRANSFERS',
  'STOP_LIMIT_REACHED',
] as const;

/** An account for which no order was opened, by its place in the request, and why: each place in the body with the rule it breaks. */
export const RefusedAccount = z.strictObject({
  account: z.int().nonnegative(),
  bankId: AgencyId.optional().describe('Absent where the request does not name one that can be read.'),
  code: z.enum(refusedAccountCodes),
  errors: z.array(z.strictObject({ path: z.string(), rule: z.string() })).optional(),
});
export type RefusedAccount = z.infer<typeof RefusedAccount>;

/** A request as Cordon takes it: the readable accounts with their places, and the unreadable ones. */
export interface RequestTaken extends RequestFreeze {
  /** The place of each account in the request as it was sent; absent if all were readable. */
  readonly places?: readonly number[];
  readonly odd?: readonly RefusedAccount[];
}

/**
 * A freeze request (止付请求): the officers' one click and the orders it became. It keeps once what the orders share, so that a hundred
 * accounts fit in one item of the table; `plansOf` (plans-of.ts) gives each order its whole plan.
 */
export const FreezeRequest = z.strictObject({
  requestId: FreezeRequestId,
  alertId: AlertId,
  district: z.enum(districts),
  agency: AgencyId,
  requestedAt: UtcInstant,
  urgency: z.enum(['normal', 'urgent']),
  reason: z.string(),
  officers: z.array(Officer),
  alarmAt: UtcInstant,
  dueAt: UtcInstant,
  timetable: Ladder,
  orders: z.array(PlannedOrder),
  refused: z.array(RefusedAccount),
  /** Of a large request, whose orders open part by part: the first `upTo` are open, as of `at`. Absent while the first part is on its way. */
  opening: z.strictObject({ upTo: z.int().nonnegative(), at: UtcInstant }).optional(),
});
export type FreezeRequest = z.infer<typeof FreezeRequest>;

export const FreezeRequestFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('freeze-request.accepted'), data: FreezeRequest }),
  /** The first `upTo` orders of a large request are open; the next part follows from this fact, until none is left. */
  z.strictObject({
    type: z.literal('freeze-request.part-opened'),
    data: z.strictObject({ at: UtcInstant, upTo: z.int().nonnegative() }),
  }),
  /** No part was opened after the first `upTo` orders for minutes: this fact has the next part follow once more. */
  z.strictObject({
    type: z.literal('freeze-request.opening-stalled'),
    data: z.strictObject({ at: UtcInstant, upTo: z.int().nonnegative() }),
  }),
]);
export type FreezeRequestFact = z.infer<typeof FreezeRequestFact>;

export { BankReceipt, BankResult, type TakenResult, TellOutflows, type ToldOutflows } from './bank-answer/bodies.ts';
