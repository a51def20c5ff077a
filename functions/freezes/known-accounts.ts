import { decideAccess } from '../../shared/access/decide-access.ts';
import type { KnownCase } from '../../shared/cases/known-case.ts';
import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { PlannedOrder } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { referenceOf } from '../../shared/kernel/phone-reference.ts';
import type { KnownAccount } from './stop-routes.ts';

/** The reads on the accounts of a request. */
export interface KnownThere {
  /** Every order that the registers name. */
  readonly orders: ReadonlyMap<string, StopOrder>;
  /** The officer's own cases of other alarms, by alarm. */
  readonly cases: ReadonlyMap<string, KnownCase>;
  /** The references of other alarms, by alarm: an alarm that was handed over keeps the one of its first district. */
  readonly references: ReadonlyMap<string, string>;
}

/**
 * The further records of the accounts of a request: orders of other alarms, as far as the officer may see them. For all others the answer
 * says only that the account is known elsewhere.
 */
export function knownAccounts(
  planned: readonly PlannedOrder[],
  registers: ReadonlyMap<string, AccountRegister | undefined>,
  { orders, cases, references }: KnownThere,
  { alertId, actor }: { readonly alertId: string; readonly actor: Actor },
): KnownAccount[] {
  return planned.flatMap(({ accountKey, places = [] }) => {
    const others = (registers.get(accountKey)?.orders ?? []).filter((order) => order.alertId !== alertId);
    if (others.length === 0) return [];
    const told = others.flatMap(({ orderId }) => {
      const order = orders.get(orderId);
      return order !== undefined && mayRead(actor, order) ? [knownOrder(order, { cases, references })] : [];
    });
    return [{ accounts: places, orders: told, ...(told.length < others.length ? { elsewhere: true as const } : {}) }];
  });
}

function mayRead(actor: Actor, order: StopOrder): boolean {
  return decideAccess('order.read', actor, orderThing(order)).outcome === 'allowed';
}

function knownOrder(
  { orderId, alertId, district, alarmAt, agency, status }: StopOrder,
  { cases, references }: Pick<KnownThere, 'cases' | 'references'>,
): KnownAccount['orders'][number] {
  const fraudCase = cases.get(alertId);
  const reference = references.get(alertId) ?? referenceOf('alarm', district, alarmAt, alertId);
  return { orderId, alertId, reference, agency, state: status, ...(fraudCase === undefined ? {} : { case: fraudCase }) };
}
