import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { InstructionKind } from './instructions.ts';
import { openInstruction } from './open-instruction.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { DeliveryFailure, StopOrder } from './stop-order.ts';

/** One sending of an instruction to its bank: by push to its endpoint, or by laying it out for the bank to pull. */
export interface Sending {
  readonly instruction: InstructionKind;
  readonly purpose: 'order' | 'reminder' | 'instruction' | 'retry';
  readonly channel: 'push' | 'pull';
  /** The JWS of what is pushed, with its bytes, kept as evidence. */
  readonly signature?: string | undefined;
}

/**
 * The instruction is about to be put to the bank. Recorded before the push, so that nothing reaches a bank unrecorded; T2 at the first.
 *
 * @returns `order.sent`, or ORDER_STATE_FORBIDS, INSTRUCTION_NOT_PENDING where the bank has nothing to do (any more)
 */
export function recordSending(
  order: StopOrder,
  { instruction, purpose, channel, signature }: Sending,
  { now }: Context,
): Decision<OrderFact> {
  if (!orderLifecycle.allows(order.status, 'send'))
    return refuse('ORDER_STATE_FORBIDS', { state: order.status, command: 'send' });
  if (openInstruction(order) !== instruction) return refuse('INSTRUCTION_NOT_PENDING', { state: order.status });
  return accept({ type: 'order.sent', data: { at: now, instruction, channel, purpose, signature } });
}

/** The bank's endpoint took the last sending (a 2xx). Nothing where that is known, or where the bank has another instruction by now. */
export function recordDelivery(order: StopOrder, instruction: InstructionKind, { now }: Context): Decision<OrderFact> {
  const known = order.delivery.sendings === 0 || order.delivery.deliveredAt !== undefined;
  if (known || !isCurrent(order, instruction) || !orderLifecycle.allows(order.status, 'deliver')) return accept();
  return accept({ type: 'order.delivered', data: { at: now, instruction } });
}

/** A push that did not get through. */
export interface Failure {
  readonly instruction: InstructionKind;
  readonly reason: DeliveryFailure;
  /** The HTTP status, if there was an answer. */
  readonly status?: number | undefined;
}

/**
 * The push failed. That the circuit is open is noted once, not at each turn that passes while it is.
 *
 * @returns `order.delivery-failed`, or nothing where the bank has answered meanwhile
 */
export function recordDeliveryFailure(
  order: StopOrder,
  { instruction, reason, status }: Failure,
  { now }: Context,
): Decision<OrderFact> {
  if (openInstruction(order) !== instruction) return accept();
  if (reason === 'circuit-open' && order.delivery.failure === 'circuit-open') return accept();
  return accept({ type: 'order.delivery-failed', data: { at: now, instruction, reason, status } });
}

/** All tries are used up: people have to reach the bank another way. Noted once, and only while the bank still has to act. */
export function recordUndeliverable(order: StopOrder, instruction: InstructionKind, { now }: Context): Decision<OrderFact> {
  if (openInstruction(order) !== instruction || order.delivery.undeliverable) return accept();
  return accept({ type: 'order.undeliverable', data: { at: now, instruction } });
}

/** Whether the way to the bank that the order keeps is that of this instruction. */
function isCurrent(order: StopOrder, instruction: InstructionKind): boolean {
  return (order.pending?.instruction ?? order.answers.at(-1)?.instruction ?? 'stop') === instruction;
}
