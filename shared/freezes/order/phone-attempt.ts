import * as z from 'zod';
import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { personActing } from '../../kernel/people.ts';
import { Instant } from '../../kernel/time.ts';
import { phoneAttemptOutcomes } from './instruction-kinds.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder } from './stop-order.ts';
import type { NamedCaller } from './take-on.ts';

/** A call to a bank in which no answer was given. */
export const PhoneAttempt = z.strictObject({
  outcome: z.enum(phoneAttemptOutcomes),
  at: Instant.optional().describe('When the officer called; absent: now.'),
});
export type PhoneAttempt = z.infer<typeof PhoneAttempt>;

/**
 * Keeps that an officer called the bank in vain (电话未接通). It stops no clock: the bank has said nothing.
 *
 * @returns `order.called-in-vain`, or ORDER_STATE_FORBIDS, TIME_IN_FUTURE, TIME_BEFORE_ALARM
 */
export function recordPhoneAttempt(
  order: StopOrder,
  { outcome, at }: PhoneAttempt,
  { name }: NamedCaller,
  context: Context,
): Decision<OrderFact> {
  const { actor, now } = context;
  const forbidden = orderLifecycle.refusal(order.status, 'callInVain');
  if (forbidden !== undefined) return forbidden;
  const calledAt = at ?? now;
  if (inFuture(calledAt, context)) return refuse('TIME_IN_FUTURE', { paths: ['/at'] });
  if (isBefore(calledAt, order.alarmAt, context)) return refuse('TIME_BEFORE_ALARM', { paths: ['/at'] });
  const by = personActing(actor, name);
  return accept({ type: 'order.called-in-vain', data: { at: now, calledAt, outcome, by } });
}
