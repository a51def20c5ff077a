import { inFuture, isBefore } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { type GivenInstruction, pendingGiven, stopGiven, wasAskedToStop } from './given-instruction.ts';
import type { BankReceipt } from './model.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import { questionOf } from './question.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * A bank's receipt (回执): an instruction reached it; of the stop that is T3. It says nothing of the account and never stops the
 * clock. It may come after the result; only the first of each instruction counts, and one that is over needs none.
 *
 * @param signature the JWS under which the bank sent it, with the bytes it signed, kept as evidence
 * @returns `order.received`, nothing where it is known, or INSTRUCTION_UNKNOWN, INSTRUCTION_NOT_NAMED, TIME_IN_FUTURE,
 *   TIME_BEFORE_ALARM, ORDER_STATE_FORBIDS
 */
export function recordReceipt(
  order: StopOrder,
  input: BankReceipt,
  signature: string | undefined,
  context: Context,
): Decision<OrderFact> {
  const question = receivedInstruction(order, input, context);
  if ('kind' in question) return question;
  const { instruction, instructionId } = question;
  if (isKnown(order, question)) return accept();
  if (!orderLifecycle.allows(order.status, 'receive'))
    return refuse('ORDER_STATE_FORBIDS', { state: order.status, command: 'receive' });
  if (inFuture(input.receivedAt, context)) return refuse('TIME_IN_FUTURE', { paths: ['/receivedAt'] });
  if (isBefore(input.receivedAt, order.alarmAt, context)) return refuse('TIME_BEFORE_ALARM', { paths: ['/receivedAt'] });
  const { receivedAt } = input;
  return accept({ type: 'order.received', data: { at: context.now, instruction, instructionId, receivedAt, signature } });
}

/** A receipt that names no instruction is that of the stop; once the bank was given another it must be the one that is known. */
function receivedInstruction(order: StopOrder, { instructionId, receivedAt }: BankReceipt, context: Context) {
  const repeated = instructionId === undefined && order.receivedAt === receivedAt;
  if (repeated && wasAskedToStop(order)) return stopGiven(order);
  return questionOf(order, { instructionId }, context);
}

function isKnown(order: StopOrder, { instruction, instructionId }: GivenInstruction): boolean {
  if (instruction === 'stop') return order.receivedAt !== undefined || stopGiven(order).instructionId !== instructionId;
  return pendingGiven(order)?.instructionId !== instructionId || order.pending?.receivedAt !== undefined;
}
