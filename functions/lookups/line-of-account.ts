import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { giveTurn } from '../../shared/freezes/order/line.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { type Plan, planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Fact, type Refusal } from '../../shared/kernel/decision.ts';

/** Accounts that receive money of more frauds are known; an order that holds one of them is among its stops or its latest orders. */
const LATEST = 100;

/** The orders that concern an account, but for one of them: its latest orders, then those of its stops, in the order in which they were asked for. */
export async function othersAt(
  journal: Journal,
  register: AccountRegister | undefined,
  orderId: string,
): Promise<readonly Loaded<StopOrder, OrderFact>[]> {
  const stops = (register?.stops ?? []).map((stop) => stop.orderId);
  const latest = (register?.orders ?? []).slice(-LATEST).map((order) => order.orderId);
  const ids = new Set([...latest.filter((one) => !stops.includes(one)), ...stops]);
  ids.delete(orderId);
  return loadAll(journal, StopOrders, [...ids]);
}

interface Waiting {
  /** The orders that may have the turn, first come first served. */
  readonly waiting: readonly string[];
  readonly isNext: (order: StopOrder) => boolean;
}

/** The plan that gives the turn in the line of this account to the first order that is next, if no other order is in the way. */
export async function turnPlan(
  journal: Journal,
  register: Loaded<AccountRegister, AccountFact>,
  { waiting, isNext }: Waiting,
  context: Context,
): Promise<Plan | Refusal<Fact>> {
  const loaded = await loadAll(journal, StopOrders, waiting);
  const order = loaded.find(({ state }) => state !== undefined && isNext(state));
  if (order?.state === undefined) return planFrom(accept(), [register]);
  const others = await othersAt(journal, register.state, order.id);
  const known = { register: register.state, others: others.flatMap(({ state }) => state ?? []) };
  return planFrom(giveTurn(order.state, known, context), [order, register]);
}
