import { alertThing, ReadAlerts } from '../../shared/alerts/kind.ts';
import { orderThing, readWithAlert } from '../../shared/freezes/kinds.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { findOn } from '../../shared/http/command-on.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { orderNamed } from './command-on-order.ts';

/*
 * Orders and requests keep the district and the agency that asked for them, which go on working on them. The police of the district that their
 * alarm was handed over to read them. The alarm is looked up only for a caller who may not read them otherwise.
 */

/**
 * What decides whether the caller may read this order or request of an alarm.
 *
 * @param thing absent if there is none: a look at nothing takes as long as one at a hidden thing
 */
export async function readableThing(call: Call, thing: Thing | undefined, alertId: string, journal: Journal): Promise<Thing> {
  const itself = thing ?? {};
  if (call.allowed(itself).kind === 'allowed') return itself;
  const { state: alert } = await journal.load(ReadAlerts, alertId);
  return alert === undefined ? itself : readWithAlert(itself, alertThing(alert));
}

/** The order that a path names, if the caller may read it. @returns it, or NOT_FOUND, the refusal of access */
export async function orderToRead(request: Parameters<typeof orderNamed.load>[0], journal: Journal) {
  const loaded = await orderNamed.load(request, journal);
  const order = loaded?.state;
  const { orderId } = request.params;
  const thing = await readableThing(request, order && orderThing(order), order?.alertId ?? orderId, journal);
  return findOn({ load: async () => loaded, thing: () => thing }, request, journal);
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
