import { ReadAlerts } from '../../shared/alerts/kind.ts';
import type { OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { tellOutflows, timed } from '../../shared/freezes/bank-answer/outflows/supplement.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { linesNoted } from '../bank-orders/lines-noted.ts';
import { registeredNames } from '../lookups/registered-names.ts';

interface Followed {
  readonly kind: 'followed';
  readonly order: Loaded<StopOrder, OrderFact>;
  /** None if the order has all of them. */
  readonly facts: readonly OrderFact[];
  readonly outcomes: readonly Pick<ReturnType<typeof linesNoted>['outflows'][number], 'outcome' | 'reason'>[];
}

/**
 * The lines as outflows of the order, through the same decider as those that its bank tells: so each counts once, and the same bounds hold.
 *
 * @param lines 200 at most
 * @returns the facts of the order and what became of each line; or NOT_FOUND, ALERT_WITHDRAWN, TOO_MANY_OUTFLOWS, ORDER_STATE_FORBIDS
 */
export async function followOnOrder(
  journal: Journal,
  orderId: string,
  lines: readonly OutflowLine[],
  context: Context,
): Promise<Followed | Refusal> {
  const order = await journal.load(StopOrders, orderId);
  if (order.state === undefined) return refuse('NOT_FOUND');
  const alarm = await journal.load(ReadAlerts, order.state.alertId);
  // a line that is followed leads to stops
  if (alarm.state?.status === 'withdrawn') return refuse('ALERT_WITHDRAWN');
  const decision = tellOutflows(order.state, { outflows: lines, remark: undefined, unread: undefined }, {}, context);
  if (decision.kind === 'refusal') return refuse(decision.code, decision.detail);
  const bankIds = lines.flatMap(({ bankId }) => bankId ?? []);
  const banks = new Set((await registeredNames(journal, 'bank', bankIds)).keys());
  const noted = linesNoted({ lines: order.state.outflows, banks, called: 'known' }, timed(lines, context));
  return {
    kind: 'followed',
    order,
    facts: decision.facts,
    outcomes: noted.outflows.map(({ outcome, reason }) => ({ outcome, ...(reason === undefined ? {} : { reason }) })),
  };
}
