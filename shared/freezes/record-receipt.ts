import { inFuture, isBefore } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { BankReceipt } from './model.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * A bank's receipt (回执): the order reached it (T3). It says nothing of the account and never stops the clock. It may come after
 * the result; only the first counts.
 *
 * @param signature the JWS under which the bank sent it, with the bytes it signed, kept as evidence
 * @returns `order.received`, nothing where T3 is known, or TIME_IN_FUTURE, TIME_BEFORE_ALARM, ORDER_STATE_FORBIDS
 */
export function recordReceipt(
  order: StopOrder,
  input: BankReceipt,
  signature: string | undefined,
  context: Context,
): Decision<OrderFact> {
  if (order.receivedAt !== undefined) return accept();
  const { sentAt, pending, answers } = order;
  // an order that was born in line has put nothing to the bank until its freeze goes there
  const neverAsked = order.status === 'in-line' && sentAt === undefined && pending === undefined && answers.length === 0;
  if (neverAsked || !orderLifecycle.allows(order.status, 'receive'))
    return refuse('ORDER_STATE_FORBIDS', { state: order.status, command: 'receive' });
  if (inFuture(input.receivedAt, context)) return refuse('TIME_IN_FUTURE', { paths: ['/receivedAt'] });
  if (isBefore(input.receivedAt, order.alarmAt, context)) return refuse('TIME_BEFORE_ALARM', { paths: ['/receivedAt'] });
  return accept({ type: 'order.received', data: { at: context.now, receivedAt: input.receivedAt, signature } });
}
