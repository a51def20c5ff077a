import { ReadAlerts } from '../../shared/alerts/kind.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Call } from '../../shared/http/api-request.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { withAlarm } from '../lookups/alarm-references.ts';

/*
 * Orders and requests keep the district and the agency that asked for them, which go on working on them. The police of the district that their
 * alarm was handed over to read them. The alarm is looked up only for a caller who may not read them otherwise.
 */

/** What decides whether the caller may do this to an order or request of an alarm, or at least know of it. */
export async function readableThing(call: Call, thing: Thing, alertId: string, journal: Journal): Promise<Thing> {
  if (call.allowed(thing).kind === 'allowed') return thing;
  const { state: alert } = await journal.load(ReadAlerts, alertId);
  return withAlarm(thing, alert);
}

/** Those of the orders of an alarm that the caller may read. */
export async function readableOrders(
  call: Call,
  orders: readonly StopOrder[],
  alertId: string,
  journal: Journal,
): Promise<readonly StopOrder[]> {
  const hidden = orders.find((order) => call.allowed(orderThing(order)).kind === 'refusal');
  if (hidden === undefined) return orders;
  const { alsoReadBy = [] } = await readableThing(call, orderThing(hidden), alertId, journal);
  return orders.filter((order) => call.allowed({ ...orderThing(order), alsoReadBy }).kind === 'allowed');
}
