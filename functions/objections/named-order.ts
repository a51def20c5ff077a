import { holdsAccount } from '../../shared/freezes/account/account-facts.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { wasAskedToStop } from '../../shared/freezes/order/given-instruction.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { RaiseObjection } from '../../shared/objections/bodies.ts';
import type { ApiTools } from '../platform/api-tools.ts';

/** What a caller's words lead to. */
interface NamedOrder {
  /** The order that is objected to; undefined if there is none, or the caller may not raise an objection to it. */
  readonly order: StopOrder | undefined;
  /** Where the objection stands among the open ones. */
  readonly openUnder: string;
}

/** An account of more frauds is known: one that is held is among its latest orders. */
const LATEST = 100;

/**
 * The order that the caller means: the one named, or at the account named the one that holds it now, else the latest. It reads as much where
 * there is none.
 */
export async function orderMeant(body: RaiseObjection, actor: Actor, tools: ApiTools): Promise<NamedOrder> {
  const { journal } = tools;
  const { orderId, bankId, accountNumber } = body;
  if (orderId !== undefined) {
    const { state } = await journal.load(StopOrders, orderId);
    const order = state !== undefined && mayRaise(state, actor) ? state : undefined;
    // an agency that may not object to the order must not meet those who do
    return { order, openUnder: order === undefined && actor.agencyKind === 'bank' ? `${actor.agency}:${orderId}` : orderId };
  }
  if (bankId === undefined || accountNumber === undefined) impossible('an objection names neither an order nor an account');
  const key = accountKey((await tools.dataKeys()).accounts, bankId, accountNumber);
  const { state: register } = await journal.load(AccountRegisters, key);
  const ids = idsAt(register);
  const orders = await journal.loadMany(StopOrders, ids.length === 0 ? [key] : ids);
  const order = held(
    orders.flatMap(({ state }) => state ?? []),
    register,
  );
  return { order, openUnder: order?.orderId ?? key };
}

/** A bank raises objections at its own accounts; police at any, for the person who stands at their window. */
function mayRaise({ account }: StopOrder, { agencyKind, agency }: Actor): boolean {
  return agencyKind === 'police' || account.bankId === agency;
}

/** The latest orders of the account, the one that froze it, and those that were stopped. */
function idsAt(register: AccountRegister | undefined): readonly string[] {
  if (register === undefined) return [];
  const { orders, stops, frozenBy } = register;
  const named = [...orders, ...stops].map(({ orderId }) => orderId);
  return [...new Set([...(frozenBy === undefined ? [] : [frozenBy]), ...named.toReversed()])].slice(0, LATEST);
}

/** The order that holds the account now; else the latest that its bank was asked for, else the latest. */
function held(orders: readonly StopOrder[], register: AccountRegister | undefined): StopOrder | undefined {
  // the id of an order begins with the time of its alarm
  const latest = orders.toSorted((a, b) => (a.orderId < b.orderId ? 1 : -1));
  return (
    latest.find(({ orderId }) => orderId === register?.frozenBy) ??
    latest.find(({ status }) => status === 'stopped') ??
    latest.find(holdsAccount) ??
    latest.find(wasAskedToStop) ??
    latest[0]
  );
}
