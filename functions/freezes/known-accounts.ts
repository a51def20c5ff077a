import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import type { KnownCase } from '../../shared/cases/known-case.ts';
import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { PlannedOrder } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { referenceOf } from '../../shared/kernel/phone-reference.ts';
import { withAlarm } from '../lookups/alarm-references.ts';
import type { KnownAccount } from './stop-routes.ts';

/** The reads on the accounts of a request. */
export interface KnownThere {
  /** Every order that the registers name. */
  readonly orders: ReadonlyMap<string, StopOrder>;
  /** The officer's own cases of other alarms, by alarm. */
  readonly cases: ReadonlyMap<string, KnownCase>;
  /** Other alarms: an alarm that was handed over keeps the reference of its first district, and its readers read its orders. */
  readonly alarms: ReadonlyMap<string, Alert>;
}

/**
 * The further records of the accounts of a request: orders of other alarms, as far as the officer may see them. For all others the answer
 * says only that the account is known elsewhere.
 */
export function knownAccounts(
  planned: readonly PlannedOrder[],
  registers: ReadonlyMap<string, AccountRegister | undefined>,
  { orders, cases, alarms }: KnownThere,
  { alertId, actor }: { readonly alertId: string; readonly actor: Actor },
): KnownAccount[] {
  return planned.flatMap(({ accountKey, places = [] }) => {
    const others = (registers.get(accountKey)?.orders ?? []).filter((order) => order.alertId !== alertId);
    if (others.length === 0) return [];
    const told = others.flatMap(({ orderId }) => {
      const order = orders.get(orderId);
      return order !== undefined && mayRead(actor, order, alarms.get(order.alertId))
        ? [knownOrder(order, { cases, alarms })]
        : [];
    });
    return [{ accounts: places, orders: told, ...(told.length < others.length ? { elsewhere: true as const } : {}) }];
  });
}

function mayRead(actor: Actor, order: StopOrder, alarm: Alert | undefined): boolean {
  const thing = withAlarm(orderThing(order), alarm);
  return decideAccess('order.read', actor, thing).outcome === 'allowed';
}

function knownOrder(
  { orderId, alertId, district, alarmAt, agency, status }: StopOrder,
  { cases, alarms }: Pick<KnownThere, 'cases' | 'alarms'>,
): KnownAccount['orders'][number] {
  const fraudCase = cases.get(alertId);
  const reference = alarms.get(alertId)?.reference ?? referenceOf('alarm', district, alarmAt, alertId);
  return { orderId, alertId, reference, agency, state: status, ...(fraudCase === undefined ? {} : { case: fraudCase }) };
}
