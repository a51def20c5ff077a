import { hashOf } from '../kernel/canonical.ts';
import { inFuture, isBefore } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse, refuseAndRecord } from '../kernel/decision.ts';
import type { AccountFact, AccountRegister } from './account-register.ts';
import { type Answering, attemptOf, disputeOf } from './answering.ts';
import { instructionResult } from './instruction-result.ts';
import type { InstructionKind } from './instructions.ts';
import type { TakenResult } from './model.ts';
import { awaitsStop } from './open-instruction.ts';
import type { OrderFact } from './order-facts.ts';
import { supplementOf } from './outflows/supplement.ts';
import { contradicted } from './plausibility.ts';
import type { StopOrder } from './stop-order.ts';
import { stopResult } from './stop-result.ts';

/**
 * A bank's business result (业务结果). It answers the instruction that is pending, or else the stop.
 *
 * - the same result again: nothing happens, whatever has happened since; outflows and a remark that it adds are taken
 * - another result where the bank has answered: RESULT_CONFLICT, and the dispute is recorded, once for each such result
 * - a result that contradicts itself: taken, and marked (`plausibility.ts`)
 * - a result after the 30 minutes, after a breach, after Cordon has stopped waiting: recorded, as late
 *
 * @param register what is known of the order's account; its count of stops and its line follow from the result
 * @returns the facts of the order and of the account, or RESULT_CONFLICT, ORDER_STATE_FORBIDS (the bank was never asked),
 *   TIME_IN_FUTURE, TIME_BEFORE_ALARM, RESULT_INCOMPLETE, TERM_EXPIRED
 */
export function recordResult(
  order: StopOrder,
  register: AccountRegister | undefined,
  input: TakenResult,
  signature: string | undefined,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const answering: Answering = { order, register, input, hash: hashOf(claimOf(input)), signature, context };
  if (isRepeated(answering)) return checked(answering, accept(...supplementOf(order, input, signature, context)));
  if (order.pending === undefined && !awaitsStop(order)) {
    const last = order.answers.at(-1);
    if (last === undefined) return refuse('ORDER_STATE_FORBIDS', { state: order.status, command: 'result' });
    return disputed(answering, last.instruction);
  }
  if (order.pending !== undefined && precedes(answering, order.pending.issuedAt)) {
    return disputed(answering, order.answers.at(-1)?.instruction ?? 'stop');
  }
  if (input.effectiveAt !== undefined && inFuture(input.effectiveAt, context)) {
    return refuse('TIME_IN_FUTURE', { paths: ['/effectiveAt'] });
  }
  const answered = order.pending === undefined ? stopResult(answering) : instructionResult(answering, order.pending);
  return checked(answering, withOutflows(answering, answered));
}

/** The facts, and the mark on the order if what the bank says now cannot all be true. */
function checked({ order, context }: Answering, decision: Decision<OrderFact | AccountFact>): Decision<OrderFact | AccountFact> {
  if (decision.kind === 'refusal') return decision;
  return accept(...decision.facts, ...contradicted(order, decision.facts, context));
}

/** What a result claims: another claim contradicts it. Outflows and a remark may be added without contradicting it. */
function claimOf({ code, effectiveAt, balanceBeforeFen, stoppedFen, expiresAt }: TakenResult) {
  return { code, effectiveAt, balanceBeforeFen, stoppedFen, expiresAt };
}

/** The facts of a result, with its outflows where none of them has them: it was no result of the stop, or none that counts yet. */
function withOutflows(
  { order, input: { outflows }, signature, context }: Answering,
  decision: Decision<OrderFact | AccountFact>,
): Decision<OrderFact | AccountFact> {
  if (decision.kind === 'refusal' || decision.facts.some(({ data }) => 'outflows' in data)) return decision;
  return accept(...decision.facts, ...supplementOf(order, { outflows }, signature, context));
}

/**
 * Whether the bank said the very same before. An execution is told by its moment, so its report is the same report at any time.
 * A bare code is the same only as long as the same question stands: asked again, the bank may well give the same answer again.
 */
function isRepeated({ order, input, hash }: Answering): boolean {
  const same = order.answers.filter((answer) => answer.hash === hash);
  if (input.effectiveAt !== undefined || (order.pending === undefined && !awaitsStop(order))) return same.length > 0;
  const since = order.pending?.issuedAt ?? order.askedAt;
  return same.some((answer) => answer.at >= since && answer.attempt === attemptOf(order));
}

/** Whether the bank reports an execution from before the pending instruction: that cannot be the answer to it. */
function precedes({ input, context }: Answering, issuedAt: string): boolean {
  return input.effectiveAt !== undefined && isBefore(input.effectiveAt, issuedAt, context);
}

/** The result contradicts what the bank said before: refused, and remembered once. */
function disputed(answering: Answering, instruction: InstructionKind): Refusal<OrderFact> {
  return refuseAndRecord('RESULT_CONFLICT', { state: answering.order.status, instruction }, ...disputeOf(answering, instruction));
}
