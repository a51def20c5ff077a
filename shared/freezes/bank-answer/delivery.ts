import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { type GivenInstruction, givenInstructions, openGiven } from '../order/given-instruction.ts';
import type { InstructionKind, SendingPurpose } from '../order/instructions.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { orderLifecycle } from '../order/order-lifecycle.ts';
import { type DeliveryFailure, isInTrouble, type StopOrder } from '../order/stop-order.ts';

/** An instruction as messages and facts name it. */
export interface InstructionRef {
  readonly instruction: InstructionKind;
  /** Absent in a message of the workflow, which means the stop that the bank is asked for now. */
  readonly instructionId?: string | undefined;
}

/** One sending of an instruction to its bank: by push to its endpoint, or by laying it out for the bank to pull. */
export interface Sending extends InstructionRef {
  readonly purpose: SendingPurpose;
  readonly channel: 'push' | 'pull';
  /** The message of the queue that asked for it. */
  readonly messageId: string;
  /** The JWS of the push, with its bytes, kept as evidence. */
  readonly signature?: string | undefined;
}

/**
 * Cordon is about to put the instruction to the bank. It is recorded before the push, so that no push goes out unrecorded; T2 at the first.
 * The same message again, after a failure or a crash, is the same sending.
 *
 * @returns `order.sent`, or no fact if the message's sending is recorded; or ORDER_STATE_FORBIDS, INSTRUCTION_NOT_PENDING if the bank need not act, or no longer
 */
export function recordSending(
  order: StopOrder,
  { purpose, channel, signature, messageId, ...named }: Sending,
  { now }: Context,
): Decision<OrderFact> {
  const forbidden = orderLifecycle.refusal(order.status, 'send');
  if (forbidden !== undefined) return forbidden;
  const open = openOne(order, named);
  if (open === undefined) return refuse('INSTRUCTION_NOT_PENDING', { state: order.status });
  if (order.delivery.messageId === messageId) return accept();
  return accept({ type: 'order.sent', data: { at: now, ...open, channel, purpose, messageId, signature } });
}

/**
 * Whether the last sending reached the bank, as far as Cordon knows: it was a push, and no failure followed. A push that arrives at once
 * leaves no fact of its own.
 */
export function hasReached(delivery: Omit<StopOrder['delivery'], 'reminders'>): boolean {
  return delivery.deliveredAt !== undefined || (delivery.channel === 'push' && !isInTrouble(delivery));
}

/** A push of an instruction: its purpose, and its attempt, 1 for the first. */
export interface Pushed extends InstructionRef {
  readonly purpose?: SendingPurpose | undefined;
  readonly attempt?: number | undefined;
}

/**
 * The bank's endpoint took a push (a 2xx) after trouble. If two messages reach the bank, its log has both. No fact if the bank has another
 * instruction by now.
 */
export function recordDelivery(
  order: StopOrder,
  { signature, purpose, attempt, ...named }: Pushed & { readonly signature?: string | undefined },
  { now }: Context,
): Decision<OrderFact> {
  const unsent = order.delivery.sendings === 0;
  const last = givenInstructions(order).at(-1);
  if (unsent || last === undefined || !isNamed(last, named) || !orderLifecycle.allows(order.status, 'deliver')) return accept();
  return accept({
    type: 'order.delivered',
    data: { at: now, ...refOf(last), purpose, attempt, ...(signature === undefined ? {} : { signature }) },
  });
}

/** A push that did not get through. */
export interface Failure extends Pushed {
  readonly reason: DeliveryFailure;
  /** The HTTP status, if there was an answer. */
  readonly status?: number | undefined;
}

/**
 * The push failed. An open circuit is noted once, not at each turn that passes while it is open.
 *
 * @returns `order.delivery-failed`, or no fact if the bank has answered meanwhile
 */
export function recordDeliveryFailure(
  order: StopOrder,
  { reason, status, purpose, attempt, ...named }: Failure,
  { now }: Context,
): Decision<OrderFact> {
  const open = openOne(order, named);
  if (open === undefined) return accept();
  if (reason === 'circuit-open' && order.delivery.failure === 'circuit-open') return accept();
  return accept({ type: 'order.delivery-failed', data: { at: now, ...open, purpose, attempt, reason, status } });
}

/** All tries are used up: officers must reach the bank another way. Noted once, and only while the bank still has to act. */
export function recordUndeliverable(
  order: StopOrder,
  { purpose, attempt: _, ...named }: Pushed,
  { now }: Context,
): Decision<OrderFact> {
  const open = openOne(order, named);
  if (open === undefined || order.delivery.undeliverable) return accept();
  return accept({ type: 'order.undeliverable', data: { at: now, ...open, purpose } });
}

/** The instruction that is named, if the bank still has to act on it. */
function openOne(order: StopOrder, named: InstructionRef): Required<InstructionRef> | undefined {
  const open = openGiven(order);
  return open !== undefined && isNamed(open, named) ? refOf(open) : undefined;
}

/** Whether this is the instruction that is named. */
export function isNamed(given: Required<InstructionRef>, { instruction, instructionId }: InstructionRef): boolean {
  return given.instruction === instruction && (instructionId === undefined || given.instructionId === instructionId);
}

function refOf({ instruction, instructionId }: GivenInstruction) {
  return { instruction, instructionId };
}
