import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import type { FreezeRequest, OrderPlan } from '../../shared/freezes/model.ts';
import { openOrder } from '../../shared/freezes/order/open-order.ts';
import { orderAt } from '../../shared/freezes/request/order-id.ts';
import { plansOf } from '../../shared/freezes/request/plans-of.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { Change, Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';

/** The most orders that are opened in the append of their request: it then has 19 items. */
const MOST = 4;

/** The orders that are opened in the append of their request, and the plans that are opened after it. */
interface Opened {
  readonly changes: readonly Change[];
  readonly left: readonly OrderPlan[];
}

/**
 * Opens the first orders of a request together with it, so that a small request is one append and reaches its banks that much sooner. It
 * takes only accounts that the alarm has no order at; an account whose stop is turned down or joined is left for after the append, in a
 * transaction of its own.
 *
 * @param registers the registers of the accounts, by their keys, as the request was decided on them
 */
export async function openWithRequest(
  request: FreezeRequest,
  registers: ReadonlyMap<string, Loaded<AccountRegister, AccountFact>>,
  journal: Journal,
  context: Context,
): Promise<Opened> {
  const plans = plansOf(request);
  const first = plans
    .filter(({ accountKey, alertId }) => orderAt(registers.get(accountKey)?.state, alertId) === undefined)
    .slice(0, MOST);
  const places = await journal.loadMany(
    StopOrders,
    first.map(({ orderId }) => orderId),
  );
  const opened = new Map<string, readonly Change[]>();
  for (const [at, plan] of first.entries()) {
    const [place, register] = [places[at], registers.get(plan.accountKey)];
    if (place === undefined || place.state !== undefined || register === undefined) continue;
    const facts = openOrder(plan, register.state, context);
    if (facts.every(({ type }) => type !== 'order.turned-down')) opened.set(plan.orderId, splitFacts([place, register], facts));
  }
  return { changes: [...opened.values()].flat(), left: plans.filter(({ orderId }) => !opened.has(orderId)) };
}
