import type { Alert } from '../../alerts/model.ts';
import type { Bank } from '../../banks/model.ts';
import { inFuture } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { impossible } from '../../kernel/impossible.ts';
import { plainText } from '../../kernel/plain-text.ts';
import type { AccountRegister } from '../account/account-register.ts';
import { stopsLeft } from '../account/account-registers.ts';
import type { AccountToStop, PlannedOrder, RefusedAccount, RequestTaken } from '../model.ts';
import { knownName } from '../order/bank-checks.ts';
import type { StopOrder } from '../order/stop-order.ts';
import { MAX_TRANSFERS, newTransfers, sumOf, transfersOf } from '../transfers.ts';
import { nextOrderId, orderAt } from './order-id.ts';
import { scopeOfAll, takesIn } from './stop-scope.ts';

/** What a freeze request is decided on, besides itself. */
export interface KnownToRequest {
  readonly alert: Alert;
  /** The registered banks among those named. */
  readonly banks: ReadonlyMap<string, Bank>;
  /** The account key of each account, in the order of the request. */
  readonly keys: readonly string[];
  /** The registers of the accounts, by account key. */
  readonly registers: ReadonlyMap<string, AccountRegister | undefined>;
  /** The order that this alarm has at an account already, by account key. */
  readonly orders: ReadonlyMap<string, StopOrder>;
}

/** The result for the accounts of a request: each place is in one of the two. */
export interface Planned {
  readonly orders: readonly PlannedOrder[];
  readonly refused: readonly RefusedAccount[];
}

/** An account of the request, and where it stands there. */
interface Placed {
  readonly account: AccountToStop;
  readonly place: number;
  readonly key: string;
}

/** The orders that the accounts of a request become, and why some become none. */
export function planAccounts(input: RequestTaken, known: KnownToRequest, context: Context): Planned {
  const placed = input.accounts.map((account, i) => ({ account, place: input.places?.[i] ?? i, key: keyAt(known.keys, i) }));
  const faults = placed.map((one) => faultOf(known, one, context));
  const good = placed.filter((_, i) => faults[i] === undefined);
  const planned = [...Map.groupBy(good, ({ key }) => key)].map(([key, group]) => planOne(known, input, key, group, context));
  const refused = [
    ...(input.odd ?? []),
    ...faults.filter((fault) => fault !== undefined),
    ...planned.flatMap((one) => one.refused),
  ];
  return {
    orders: planned.flatMap(({ orders }) => orders),
    refused: refused.toSorted((a, b) => a.account - b.account),
  };
}

/** The fault of an account by itself. */
function faultOf({ banks }: KnownToRequest, { account, place }: Placed, context: Context): RefusedAccount | undefined {
  const { bankId, transfer } = account;
  if (!banks.has(bankId)) return refused({ account, place }, 'BANK_UNKNOWN', '/bankId', 'must be a registered bank');
  if (inFuture(transfer.at, context)) {
    return refused({ account, place }, 'TIME_IN_FUTURE', '/transfer/at', 'must not lie in the future');
  }
  return undefined;
}

/** The accounts of a request that are one account: one order with all the transfers into it. */
function planOne(
  known: KnownToRequest,
  { alertId }: RequestTaken,
  key: string,
  group: readonly Placed[],
  context: Context,
): Planned {
  // the bank checks the name, so a place with a name comes before a place without one
  const first = group.find(({ account }) => knownName(account) !== undefined) ?? group[0];
  if (first === undefined) return { orders: [], refused: [] };
  const alike = group.filter(({ account }) => isAlike(account, first.account));
  const contradicting = group
    .filter((one) => !alike.includes(one))
    .map((one) => refused(one, 'DUPLICATE_ACCOUNT', '', 'must have the name and kind that the account has at its first place'));
  const transfers = newTransfers(
    [],
    alike.map(({ account }) => account.transfer),
  );
  const { scope: _scope, amountFen: _sum, ...named } = first.account;
  const account = { ...named, ...scopeOfAll(alike.map((one) => one.account)) };
  const all = {
    ...{ account, accountKey: key, places: alike.map(({ place }) => place) },
    ...(transfers.length > 1 ? { transfers: [...transfers] } : {}),
  };
  const order = known.orders.get(key);
  const register = known.registers.get(key);
  if (order !== undefined && takesIn(order, all, context)) {
    const added = newTransfers(transfersOf(order), transfers);
    if (transfersOf(order).length + added.length > MAX_TRANSFERS) {
      const full = alike.map((one) => refused(one, 'TOO_MANY_TRANSFERS', '/transfer', 'is more than one order takes'));
      return { orders: [], refused: [...contradicting, ...full] };
    }
    return { orders: [{ orderId: order.orderId, ...all, tracedFen: sumOf(added), joined: true }], refused: contradicting };
  }
  if (register?.frozenBy === undefined && stopsLeft(register, context) === 0) {
    const limit = alike.map((one) => refused(one, 'STOP_LIMIT_REACHED', '', 'was stopped as often as is allowed'));
    return { orders: [], refused: [...contradicting, ...limit] };
  }
  const alarmAt = known.alert.receivedAt;
  const orderId = nextOrderId({ alertId, alarmAt, accountKey: key, before: orderAt(register, alertId) });
  return { orders: [{ orderId, ...all, tracedFen: sumOf(transfers) }], refused: contradicting };
}

/** Whether the bank would check the same name, on an account of the same kind. An unknown name contradicts none. */
function isAlike(one: AccountToStop, other: AccountToStop): boolean {
  const [name, otherName] = [knownName(one), knownName(other)];
  const sameName = name === undefined || otherName === undefined || plainText(name) === plainText(otherName);
  return sameName && one.accountKind === other.accountKind;
}

function refused(
  { account: { bankId }, place }: Pick<Placed, 'account' | 'place'>,
  code: RefusedAccount['code'],
  path: string,
  rule: string,
): RefusedAccount {
  return { account: place, bankId, code, errors: [{ path: `/accounts/${place}${path}`, rule }] };
}

function keyAt(keys: readonly string[], i: number): string {
  const key = keys[i];
  if (key === undefined) impossible(`account ${i} of the request has no key`);
  return key;
}
