import { hashOf } from '../kernel/canonical.ts';
import { inFuture, isBefore } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse, refuseAndRecord } from '../kernel/decision.ts';
import type { AccountFact, AccountRegister } from './account-register.ts';
import { type Answering, attemptOf, disputeOf } from './answering.ts';
import { instructionResult } from './instruction-result.ts';
import type { InstructionKind } from './instructions.ts';
import type { BankResult } from './model.ts';
import { awaitsStop } from './open-instruction.ts';
import type { OrderFact } from './order-facts.ts';
import { contradicted } from './plausibility.ts';
import type { StopOrder } from './stop-order.ts';
import { stopResult } from './stop-result.ts';

/**
 * A bank's business result (业务结果). It answers the instruction that is pending, or else the stop.
 *
 * - the same result again: nothing happens, whatever has happened since
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
  input: BankResult,
  signature: string | undefined,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const answering: Answering = { order, register, input, hash: hashOf(input), signature, context };
  if (isRepeated(answering)) return accept();
  if (order.pending === undefined && !awaitsStop(order)) {
    const last = order.answers.at(-1);
    if (last === undefined) return refuse('ORDER_STATE_FORBIDS', { state: order.status, command: 'result' });
    return disputed(answering, last.instruction);
  }
  if (order.pending !== undefined && precedes(answering, order.pending.issuedAt)) {
    return disputed(answering, order.answers.at(-1)?.instruction ?? 'stop');
  }
  const ahead = timesAhead(input, context);
  if (ahead !== undefined) return ahead;
  if (order.pending !== undefined) return instructionResult(answering, order.pending);
  const decision = stopResult(answering);
  if (decision.kind === 'refusal') return decision;
  return accept(...decision.facts, ...contradicted(order, decision.facts, context));
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

/** What has happened cannot lie ahead. The end of a term does. */
function timesAhead({ effectiveAt, outflows }: BankResult, context: Context): Refusal | undefined {
  const paths = [
    ...(effectiveAt !== undefined && inFuture(effectiveAt, context) ? ['/effectiveAt'] : []),
    ...outflows.flatMap(({ at }, i) => (inFuture(at, context) ? [`/outflows/${i}/at`] : [])),
  ];
  return paths.length > 0 ? refuse('TIME_IN_FUTURE', { paths }) : undefined;
}
