import type { AccountOutflow } from '../bank-answer/outflows/model.ts';
import type { OrderPlan } from '../model.ts';
import { ladderOf } from '../order/ladder.ts';
import type { TraceEdge } from '../order/stop-order.ts';
import { nextOrderId, orderAt } from '../request/order-id.ts';
import { Transfer } from '../transfer.ts';
import { realSerial } from '../transfers.ts';
import { isCleared } from './hold-outflows.ts';
import { type Trace, upTo } from './trace.ts';

/** Plans the order of the next tier at the account, on the alarm's clock, and gives it the amount. */
export function openNext(
  trace: Trace,
  way: { readonly outflow: AccountOutflow; readonly place: number; readonly key: string; readonly amount: number },
): TraceEdge {
  const { order, context } = trace;
  const { outflow, place, key, amount } = way;
  const { bankId, accountName, accountNumber, accountKind } = outflow;
  const { requestId, alertId, district, agency, urgency, reason, officers, alarmAt, dueAt, timetable } = order;
  const plan: OrderPlan = {
    ...{ requestId, alertId, district, agency, urgency, reason, officers, alarmAt, dueAt },
    orderId: freeId(trace, key),
    account: {
      ...{ bankId, accountName, accountNumber, accountKind },
      transfer: transferOf(outflow),
    },
    accountKey: key,
    tier: order.tier + 1,
    tracedFen: amount,
    ancestors: upTo(order),
    timetable: ladderOf(timetable.from, context.policy, context.now),
    documents: [],
  };
  trace.opened.set(key, plan);
  trace.children += 1;
  if (!isCleared(order, place)) trace.counted += 1;
  trace.left -= amount;
  return { outflow: place, tracedFen: amount, to: plan.orderId, how: 'opened' };
}

/** The id of the next order of the alarm at the account, the same for a request and a correction. */
function freeId({ order: { alertId, alarmAt }, known }: Trace, accountKey: string): string {
  const concerned = { alertId, alarmAt, accountKey };
  let id = nextOrderId({ ...concerned, before: orderAt(known.registers.get(accountKey), alertId) });
  while (known.taken.has(id)) id = nextOrderId({ ...concerned, before: id });
  return id;
}

/** The outflow as the next bank is told it: the transfer that brought the money there. */
export function transferOf({ amountFen, at, serial }: AccountOutflow): Transfer {
  return { amountFen, currency: 'CNY', at, ...serialOf(serial) };
}

/** The serial as the next bank is told it, if it is a real serial in the form that orders have. */
function serialOf(serial: string | undefined): { readonly serial?: string } {
  const told = realSerial(serial) === undefined ? undefined : Transfer.shape.serial.safeParse(serial).data;
  return told === undefined ? {} : { serial: told };
}
