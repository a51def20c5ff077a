import { alertThing } from '../../shared/alerts/kind.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { waitingOutflows } from '../../shared/freezes/trace/hold-outflows.ts';
import { clearOutflows } from '../../shared/freezes/trace/rule-on-outflows.ts';
import type { Operation } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { Change } from '../../shared/journal/stream.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { loadedOrdersOfAlert } from '../lookups/orders-of-alert.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { stopRoutes } from './stop-routes.ts';

/** Orders whose outflows are cleared in one append, which takes 40 changes. */
const MOST_ORDERS = 30;

/** Officers clear all held outflows of an alarm, in one append; if one append cannot take all, the answer says so. */
export const followAlert: Operation<typeof stopRoutes.followHeldOfAlert, ApiTools> = async (request, { journal }) =>
  carryOut(request, journal, async () => {
    const { alertId } = request.params;
    const { state: alert } = await journal.load(Alerts, alertId);
    if (alert === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(alertThing(alert));
    if (access.kind === 'refusal') return access;
    const all = await loadedOrdersOfAlert(journal, alertId);
    const waiting = all.filter(({ state }) => state !== undefined && isWaitingFor(request, state));
    if (waiting.length === 0) return refuse('OUTFLOW_NOT_HELD');
    const changes: Change[] = [];
    const orders: { orderId: string; outflows: number }[] = [];
    for (const loaded of waiting.slice(0, MOST_ORDERS)) {
      if (loaded.state === undefined) continue;
      const decision = clearOutflows(loaded.state, request.body, request.context());
      if (decision.kind === 'refusal') return decision;
      changes.push(...splitFacts([loaded], decision.facts));
      orders.push({ orderId: loaded.id, outflows: waitingOutflows(loaded.state).length });
    }
    return { kind: 'plan', changes, answer: request.answer(202, { orders, ordersLeft: waiting.length - orders.length }) };
  });

/** Whether outflows of the order are held, and the caller may see it. */
function isWaitingFor(request: Parameters<typeof followAlert>[0], order: StopOrder): boolean {
  return waitingOutflows(order).length > 0 && request.allowed(orderThing(order)).kind === 'allowed';
}
