import type { Context } from '../../kernel/context.ts';
import type { AccountFact, AccountRegister } from '../account/account-register.ts';
import { stopsLeft } from '../account/account-registers.ts';
import type { OrderPlan } from '../model.ts';
import type { OrderFact } from './order-facts.ts';

/**
 * Opens a planned order on the register of its account at this moment; the plan may be older.
 *
 * - frozen under another order: the order waits in line (轮候), since a frozen account gets no second freeze
 * - stopped as often as it may be: the order is turned down, and the bank is never asked
 * - else: Cordon asks for the stop, and it counts against the two
 *
 * @returns the facts of the order and of the account it concerns, for one append
 */
export function openOrder(
  plan: OrderPlan,
  register: AccountRegister | undefined,
  context: Context,
): readonly (OrderFact | AccountFact)[] {
  const at = context.now;
  const concerned = accountOf(plan, at);
  if (register?.frozenBy !== undefined) {
    return [
      { type: 'order.placed-in-line', data: { at, plan, waitsFor: register.frozenBy } },
      { type: 'account.lined-up', data: concerned },
    ];
  }
  if (stopsLeft(register, context) === 0) return [{ type: 'order.turned-down', data: { at, plan, code: 'STOP_LIMIT_REACHED' } }];
  return [
    { type: 'order.requested', data: { at, plan } },
    { type: 'account.stop-counted', data: { ...concerned, kind: 'stop' } },
  ];
}

/** What every fact about the account of an order says. */
export function accountOf({ accountKey, orderId, alertId, account }: OrderPlan, at: string): Omit<AccountFact['data'], 'kind'> {
  return { at, accountKey, bankId: account.bankId, orderId, alertId };
}
