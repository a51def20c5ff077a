import { decideAccess } from '../../shared/access/decide-access.ts';
import type { WithdrawAlert } from '../../shared/alerts/bodies.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import { orderThing, readWithAlert } from '../../shared/freezes/kinds.ts';
import { heldFen } from '../../shared/freezes/order/standing.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { endingOf, endOrder, reasonForBank } from '../lookups/end-orders.ts';
import { loadedOrdersOfAlert } from '../lookups/orders-of-alert.ts';
import type { RunningOrder } from './put-right-routes.ts';

/** So many orders are shown one by one: an answer that is kept for a replay must stay small. */
const MOST_SHOWN = 100;

/**
 * The orders that still run while an alarm is withdrawn, with those of the alarms that it stands for; each with the command that ends it, and whether Cordon will give that command
 * now. The relay decides again when it does, by the state of that moment.
 */
export async function runningOrders(
  journal: Journal,
  alarms: readonly Alert[],
  input: WithdrawAlert,
  context: Context,
): Promise<{ readonly orders: RunningOrder[]; readonly ordersNotShown: number }> {
  const loaded = await Promise.all(
    alarms.map(async (alarm) => {
      const orders = await loadedOrdersOfAlert(journal, alarm.alertId, StopOrders);
      return orders.flatMap(({ state }) =>
        state === undefined || endingOf(state) === undefined ? [] : [{ order: state, alarm }],
      );
    }),
  );
  const running = loaded.flat();
  const shown = running
    .filter(({ order, alarm }) => {
      const thing = readWithAlert(orderThing(order), alertThing(alarm));
      return decideAccess('order.read', context.actor, thing).outcome === 'allowed';
    })
    .map(({ order }) => order)
    .slice(0, MOST_SHOWN);
  const registers = input.orders === 'end' ? await registersOf(journal, shown) : new Map<string, undefined>();
  return {
    orders: shown.flatMap((order) => lineOf(order, input, registers.get(order.accountKey), context)),
    ordersNotShown: running.length - shown.length,
  };
}

/** The registers of the accounts, in one read. */
async function registersOf(
  journal: Journal,
  orders: readonly StopOrder[],
): Promise<ReadonlyMap<string, AccountRegister | undefined>> {
  const keys = [...new Set(orders.map(({ accountKey }) => accountKey))];
  const read = keys.length === 0 ? [] : await journal.loadMany(AccountRegisters, keys);
  return new Map(read.map(({ id, state }) => [id, state]));
}

function lineOf(
  order: StopOrder,
  input: WithdrawAlert,
  register: AccountRegister | undefined,
  context: Context,
): readonly RunningOrder[] {
  const ending = endingOf(order);
  if (ending === undefined) return [];
  const { orderId, alertId, account, tier, status: state } = order;
  const line = { orderId, alertId, bankId: account.bankId, tier, state, heldFen: heldFen(order), ending };
  if (input.orders === 'leave') return [{ ...line, outcome: 'left' }];
  const signed = { officers: input.officers, reason: reasonForBank(input.reason.code) };
  const decision = endOrder(order, signed, register, context);
  return [
    decision.kind === 'refusal' ? { ...line, outcome: 'left', because: decision.code } : { ...line, outcome: 'to-be-ended' },
  ];
}
