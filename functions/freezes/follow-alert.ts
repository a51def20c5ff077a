import { outflowsFollowedIn } from '../../shared/alerts/alert-lifecycle.ts';
import { alertThing, ReadAlerts } from '../../shared/alerts/kind.ts';
import { type Alert, statusOf } from '../../shared/alerts/model.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { waitingOutflows } from '../../shared/freezes/trace/hold-outflows.ts';
import { clearOutflows } from '../../shared/freezes/trace/rule-on-outflows.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn } from '../../shared/http/command-on.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { accept, type Fact, refuse } from '../../shared/kernel/decision.ts';
import { loadedOrdersOfAlert } from '../lookups/orders-of-alert.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { stopRoutes } from './stop-routes.ts';

/** Orders whose outflows are cleared in one append, which takes 40 changes. */
const MOST_ORDERS = 30;

/** The operations on the alarm that a path names. */
const onAlert = commandOn<Call & { readonly params: { readonly alertId: string } }, Alert, Fact>({
  load: ({ params }, journal) => journal.load(ReadAlerts, params.alertId),
  thing: alertThing,
});

type Request = ApiRequest<typeof stopRoutes.followHeldOfAlert>;

/** Officers clear all held outflows of an alarm, in one append; if one append cannot take all, the answer says so. */
export const followAlert = onAlert<Request, ApiTools>(async (alert, input, context, { request, loaded, tools: { journal } }) => {
  const { alertId } = alert;
  if (!outflowsFollowedIn.some((status) => status === statusOf(alert))) return refuse('ALERT_WITHDRAWN');
  const all = await loadedOrdersOfAlert(journal, alertId, StopOrders);
  const waiting = all.filter(({ state }) => state !== undefined && isWaitingFor(request, state));
  if (waiting.length === 0) return refuse('OUTFLOW_NOT_HELD');
  const cleared = waiting.slice(0, MOST_ORDERS).flatMap((order) => {
    const { state } = order;
    return state === undefined
      ? []
      : [{ order, outflows: waitingOutflows(state).length, decision: clearOutflows(state, input, context) }];
  });
  const refused = cleared.find(({ decision }) => decision.kind === 'refusal')?.decision;
  if (refused !== undefined) return refused;
  const orders = cleared.map(({ order, outflows }) => ({ orderId: order.id, outflows }));
  return {
    decision: accept(),
    // an alarm that is withdrawn meanwhile is followed no more
    rests: [loaded],
    changes: () => cleared.flatMap(({ order, decision }) => splitFacts([order], decision.facts)),
    answer: () => request.answer(202, { orders, ordersLeft: waiting.length - orders.length }),
  };
});

/** Whether outflows of the order are held, and the caller may see it. */
function isWaitingFor(request: Request, order: StopOrder): boolean {
  return waitingOutflows(order).length > 0 && request.allowed(orderThing(order)).kind === 'allowed';
}
