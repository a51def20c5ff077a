import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import type { FreezeRequest } from '../../shared/freezes/model.ts';
import { orderAt } from '../../shared/freezes/request/order-id.ts';
import { plansOf } from '../../shared/freezes/request/plans-of.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { MOST_TOGETHER, type Opening, openFresh } from './open-orders.ts';

/**
 * Opens the first orders of a request together with it, so that a small request is one append and reaches its banks that much sooner. It
 * takes only accounts that the alarm has no order at; an account whose stop is turned down or joined is left for after the append, in an
 * append of its own.
 *
 * @param registers the registers of the accounts, by their keys, as the request was decided on them
 */
export async function openWithRequest(
  request: FreezeRequest,
  registers: ReadonlyMap<string, Loaded<AccountRegister, AccountFact>>,
  journal: Journal,
  context: Context,
): Promise<Opening> {
  const plans = plansOf(request);
  const first = plans
    .filter(({ accountKey, alertId }) => orderAt(registers.get(accountKey)?.state, alertId) === undefined)
    .slice(0, MOST_TOGETHER);
  const places = await journal.loadMany(
    StopOrders,
    first.map(({ orderId }) => orderId),
  );
  const accounts = first.map(({ accountKey }) => registers.get(accountKey) ?? fresh(AccountRegisters, accountKey));
  const { changes, left } = openFresh(first, places, accounts, context);
  return { changes, left: [...left, ...plans.filter((plan) => !first.includes(plan))] };
}
