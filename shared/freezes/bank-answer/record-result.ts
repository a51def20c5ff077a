import { hashOf } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal } from '../../kernel/decision.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { elapsed } from '../../kernel/time.ts';
import type { AccountFact } from '../account/account-register.ts';
import type { TakenResult } from '../model.ts';
import { answersTo, type InstructionState, pendingGiven, stopGiven } from '../order/given-instruction.ts';
import { takesStopResult } from '../order/open-instruction.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { StopOrder } from '../order/stop-order.ts';
import { type Answering, attemptOf, type KnownToResult, refusedAsDispute } from './answering.ts';
import { instructionResult } from './instruction-result.ts';
import { supplementOf } from './outflows/supplement.ts';
import { contradicted } from './plausibility.ts';
import { questionOf } from './question.ts';
import { stopResult } from './stop-result.ts';

/**
 * A bank's business result (业务结果) of the instruction that it names; without a name, of the stop.
 *
 * - the same result again, at any time: nothing happens; Cordon takes outflows and a remark that it adds
 * - the written answer to what the bank said by telephone, if it agrees: as the same result again
 * - another result after the bank's answer: RESULT_CONFLICT, and a dispute, once for each such result; of more than an order keeps, only
 *   that it came (`disputesNotKept`)
 * - a result of an instruction that another replaced: INSTRUCTION_REPLACED, and recorded as a dispute
 * - an impossible moment of execution: taken, marked and not counted (`time-doubt.ts`)
 * - a result that contradicts itself: taken, and marked (`plausibility.ts`)
 * - a result after the 30 minutes, after a breach, or after Cordon has stopped waiting: recorded, as late
 *
 * @returns the facts of the order and of the account, or one of the above, INSTRUCTION_NOT_NAMED, INSTRUCTION_UNKNOWN, ORDER_STATE_FORBIDS
 *   (the bank was never asked), RESULT_INCOMPLETE, TERM_EXPIRED
 */
export function recordResult(
  order: StopOrder,
  { instructionId, ...input }: TakenResult,
  known: KnownToResult,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const hash = hashOf(claimOf(input));
  const question = questionOf(order, { instructionId, effectiveAt: input.effectiveAt, hash }, context);
  if ('kind' in question) return question;
  const answering: Answering = { ...known, order, question, input, hash, context };
  if (isRepeated(answering) || isWritten(answering))
    return checked(answering, accept(...supplementOf(order, input, known, context)));
  if (isOver(answering)) return disputed(answering, conflicts[question.state]);
  const answered = question.instruction === 'stop' ? stopResult(answering) : instructionResult(answering, question);
  return checked(answering, withOutflows(answering, answered));
}

/** The facts, with the mark on the order if the bank's statements cannot all be true. */
function checked({ order, context }: Answering, decision: Decision<OrderFact | AccountFact>): Decision<OrderFact | AccountFact> {
  if (decision.kind === 'refusal') return decision;
  return accept(...decision.facts, ...contradicted(order, decision.facts, context));
}

/** The claims of a result: another claim contradicts it. Outflows and a remark may be added without contradicting it. */
function claimOf({ code, effectiveAt, balanceBeforeFen, stoppedFen, expiresAt }: Answering['input']) {
  return { code, effectiveAt, balanceBeforeFen, stoppedFen, expiresAt };
}

/** The facts of a result, with its outflows if none of the facts has them: it was not a result of the stop, or not one that counts yet. */
function withOutflows(
  { order, input: { outflows }, signature, context }: Answering,
  decision: Decision<OrderFact | AccountFact>,
): Decision<OrderFact | AccountFact> {
  if (decision.kind === 'refusal' || decision.facts.some(({ data }) => 'outflows' in data)) return decision;
  return accept(...decision.facts, ...supplementOf(order, { outflows }, { signature }, context));
}

/**
 * Whether the bank said exactly the same of this instruction before. A report of an execution is known by its moment, so it is the same
 * report at any time. A bare code is the same only while the bank was not asked again: then it may well give the same answer again.
 */
function isRepeated(answering: Answering): boolean {
  const { order, question, input, hash } = answering;
  const same = answersTo(order, question).filter((answer) => answer.hash === hash);
  if (input.effectiveAt !== undefined || isOver(answering)) return same.length > 0;
  return same.some((answer) => answer.attempt === attemptOf(order));
}

/**
 * Whether the bank now says itself what it said by telephone: the same code, the same sum where both name one, and the time of
 * execution as near as it is said on the telephone (policy `phone.time-slack`).
 */
function isWritten({ order, question, input, call, context: { now, policy } }: Answering): boolean {
  const told = answersTo(order, question).at(-1);
  if (call !== undefined || told?.phone === undefined || told.code !== input.code) return false;
  const { stoppedFen = input.stoppedFen, effectiveAt = input.effectiveAt } = told.phone;
  const apart = Math.abs(elapsed(effectiveAt ?? now, input.effectiveAt ?? effectiveAt ?? now));
  return stoppedFen === (input.stoppedFen ?? stoppedFen) && apart <= policy.amount('phone.time-slack', now);
}

/** Whether no part of the instruction awaits an answer. The bank may still have carried out in time an instruction whose term has ended. */
function isOver({ order, question: { instruction, instructionId } }: Answering): boolean {
  if (instruction !== 'stop') return pendingGiven(order)?.instructionId !== instructionId;
  return !takesStopResult(order) || stopGiven(order).instructionId !== instructionId;
}

/** Why Cordon refuses a result whose instruction is over. */
const conflicts: Readonly<Record<InstructionState, RefusalCode>> = {
  open: 'RESULT_CONFLICT',
  answered: 'RESULT_CONFLICT',
  replaced: 'INSTRUCTION_REPLACED',
  expired: 'TERM_EXPIRED',
};

/** The result contradicts an earlier one: refused, and recorded once. */
function disputed(answering: Answering, code: RefusalCode): Refusal<OrderFact> {
  const { order, question } = answering;
  const { instruction, instructionId } = question;
  return refusedAsDispute(answering, code, { state: order.status, instruction, instructionId }, instruction);
}
