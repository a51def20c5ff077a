import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import type { BankReceipt } from '../model.ts';
import { type GivenInstruction, pendingGiven, stopGiven, wasAskedToStop } from '../order/given-instruction.ts';
import type { InstructionKind } from '../order/instructions.ts';
import type { OrderFact } from '../order/order-facts.ts';
import { orderLifecycle } from '../order/order-lifecycle.ts';
import type { StopOrder } from '../order/stop-order.ts';
import type { Evidence } from './evidence.ts';
import { questionOf } from './question.ts';
import { counted, type TimeDoubt, unlikeFirst } from './time-doubt.ts';

/** So many receipts that differ from the first are kept: a system that sends the time of each attempt must not fill the record. */
const MAX_DIFFERING = 5;

/**
 * A bank's receipt (回执): an instruction reached it; the receipt of the stop is T3. It says nothing of the account and never stops the
 * clock. It may come after the result. Only the first receipt of each instruction counts, and an instruction that is over needs none.
 * Cordon takes an impossible moment, or one that differs from the first, and marks it (`time-doubt.ts`).
 *
 * @returns `order.received`, no fact if it is known, or INSTRUCTION_UNKNOWN, INSTRUCTION_NOT_NAMED, ORDER_STATE_FORBIDS
 */
export function recordReceipt(
  order: StopOrder,
  input: BankReceipt,
  { signature }: Pick<Evidence, 'signature'>,
  context: Context,
): Decision<OrderFact> {
  const question = receivedInstruction(order, input, context);
  if ('kind' in question) return question;
  const { instruction, instructionId, issuedAt } = question;
  const { receivedAt } = input;
  const received = (timeDoubt: TimeDoubt | undefined): Decision<OrderFact> => {
    const data = { at: context.now, instruction, instructionId, receivedAt, timeDoubt, signature };
    return accept({ type: 'order.received', data });
  };
  if (isKnown(order, question)) {
    const differing = differsFromFirst(order, question, receivedAt);
    return differing === undefined || isNoted(order, instruction, differing) ? accept() : received(differing);
  }
  const forbidden = orderLifecycle.refusal(order.status, 'receive');
  if (forbidden !== undefined) return forbidden;
  return received(counted(receivedAt, issuedAt, context).doubt);
}

/**
 * A receipt that names no instruction is the receipt of the stop. Once the bank was given another instruction, it must equal the known one.
 */
function receivedInstruction(order: StopOrder, { instructionId, receivedAt }: BankReceipt, context: Context) {
  const repeated = instructionId === undefined && order.receivedAt === receivedAt;
  if (repeated && wasAskedToStop(order)) return stopGiven(order);
  return questionOf(order, { instructionId }, context);
}

function isKnown(order: StopOrder, { instruction, instructionId }: GivenInstruction): boolean {
  if (instruction === 'stop') return order.receivedAt !== undefined || stopGiven(order).instructionId !== instructionId;
  return pendingGiven(order)?.instructionId !== instructionId || order.pending?.receivedAt !== undefined;
}

/** The doubt of a receipt whose time differs from that of the first; undefined if there was none before. */
function differsFromFirst(
  order: StopOrder,
  { instructionId, receivedAt }: GivenInstruction,
  said: string,
): TimeDoubt | undefined {
  const first = instructionId === stopGiven(order).instructionId ? order.receivedAt : receivedAt;
  return first === undefined || first === said ? undefined : unlikeFirst(said, first);
}

function isNoted({ timeDoubts = [] }: StopOrder, instruction: InstructionKind, { reason, said }: TimeDoubt): boolean {
  const noted = timeDoubts.filter((one) => one.of === 'receipt' && one.reason === reason);
  return noted.length >= MAX_DIFFERING || noted.some((one) => one.instruction === instruction && one.said === said);
}
