import { isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { answersTo, type GivenInstruction, givenInstructions, openGiven, stopGiven } from '../order/given-instruction.ts';
import { takesStopResult } from '../order/open-instruction.ts';
import { orderLifecycle } from '../order/order-lifecycle.ts';
import type { StopOrder } from '../order/stop-order.ts';

/** A bank's message, as far as it tells which instruction it is about. */
export interface Said {
  /** The instruction it names. */
  readonly instructionId?: string | undefined;
  /** When the bank executed, if it did. */
  readonly effectiveAt?: string | undefined;
  /** Tells the same result from another. */
  readonly hash?: string;
}

/**
 * The instruction that a bank's receipt or result is about. Without a name it means the stop. Once the bank was given another instruction
 * it must name one; otherwise a late repetition of one answer would answer another question.
 *
 * An answer without a name is still clear in two cases: the bank repeats what it said of the stop, or it reports an execution from before
 * it was given any other instruction.
 *
 * @returns the instruction, or INSTRUCTION_UNKNOWN, INSTRUCTION_NOT_NAMED, ORDER_STATE_FORBIDS (the bank was never asked)
 */
export function questionOf(order: StopOrder, said: Said, context: Context): GivenInstruction | Refusal {
  const given = givenInstructions(order);
  if (given.length === 0) return orderLifecycle.forbidden(order.status, 'stop');
  if (said.instructionId !== undefined) {
    const named = given.find(({ instructionId }) => instructionId === said.instructionId);
    return named ?? refuse('INSTRUCTION_UNKNOWN', { paths: ['/instructionId'] });
  }
  return unnamed(order, given, said, context) ?? notNamed(order);
}

function unnamed(
  order: StopOrder,
  given: readonly GivenInstruction[],
  { effectiveAt, hash }: Said,
  context: Context,
): GivenInstruction | undefined {
  const [first] = given;
  if (given.length === 1 && first?.instruction === 'stop') return first;
  const saidBefore = given.find(
    (one) => one.instruction === 'stop' && answersTo(order, one).some((answer) => answer.hash === hash),
  );
  if (takesStopResult(order)) {
    // asked again after an answer: a bare code that equals the first answer may be meant for either
    if (saidBefore === undefined) return stopGiven(order);
    return saidBefore.state !== 'answered' || effectiveAt !== undefined ? saidBefore : undefined;
  }
  if (saidBefore !== undefined) return saidBefore;
  const later = given.findIndex(({ instruction }) => instruction !== 'stop');
  const next = given[later];
  const before = effectiveAt !== undefined && next !== undefined && isBefore(effectiveAt, next.issuedAt, context);
  return before ? given[later - 1] : undefined;
}

function notNamed(order: StopOrder): Refusal {
  const open = openGiven(order);
  return refuse('INSTRUCTION_NOT_NAMED', {
    paths: ['/instructionId'],
    state: order.status,
    ...(open === undefined ? {} : { instruction: open.instruction, instructionId: open.instructionId }),
  });
}
