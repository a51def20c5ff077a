import type { Context } from '../../kernel/context.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Officer } from '../../kernel/people.ts';
import { plus } from '../../kernel/time.ts';
import type { OrderDocument } from '../model.ts';
import type { InstructionKind } from './instructions.ts';
import { type OrderCommand, orderLifecycle } from './order-lifecycle.ts';
import type { PendingInstruction, StopOrder } from './stop-order.ts';

/** The common part of all instructions that follow a stop: who signs, and why. */
export interface Signed {
  readonly officers: readonly Officer[];
  readonly reason: string;
}

/** What holds the money on, or holds it again. */
const holdsOn: readonly OrderCommand[] = [
  'orderExtension',
  'orderFreeze',
  'orderWaitingFreeze',
  'orderRenewal',
  'orderNarrowing',
  'lineUp',
  'takeFromLine',
];

/** Money that goes free by right is not held on. @returns ORDER_LET_GO, or undefined */
export function letGoRefusal({ letGo }: StopOrder, command: OrderCommand): Refusal | undefined {
  return letGo !== undefined && holdsOn.includes(command) ? refuse('ORDER_LET_GO', { since: letGo.at }) : undefined;
}

/**
 * A term that has run out, a state that does not allow it, or money that goes free by right bars an instruction.
 *
 * @returns TERM_EXPIRED, ORDER_STATE_FORBIDS, ORDER_LET_GO, or undefined
 */
export function closedRefusal(order: StopOrder, command: OrderCommand, { now }: Context): Refusal | undefined {
  const { status, expiresAt } = order;
  if (expiresAt !== undefined && (isOver(order) || (orderLifecycle.allows(status, command) && now >= expiresAt))) {
    return refuse('TERM_EXPIRED', { state: status, expiresAt });
  }
  return orderLifecycle.refusal(status, command) ?? letGoRefusal(order, command);
}

function isOver({ status }: StopOrder): boolean {
  return status === 'expired' || status === 'lapsed';
}

/** An instruction that the bank has had for less than its time (policy `instruction.patience`) bars the next. */
export function pendingRefusal({ pending }: StopOrder, { now, policy }: Context): Refusal | undefined {
  if (pending === undefined) return undefined;
  const until = plus(pending.issuedAt, policy.amount('instruction.patience', now));
  return now < until ? refuse('INSTRUCTION_PENDING', { instruction: pending.instruction, until }) : undefined;
}

/** An instruction as the bank is given it now, with a name of its own and the papers that go with it. */
export function pendingOf(
  instruction: FollowUp,
  { reason, officers }: Signed,
  context: Context,
  ...papers: readonly (OrderDocument | undefined)[]
): PendingInstruction {
  const documents = papers.filter((paper) => paper !== undefined);
  return {
    instructionId: context.newId('ins'),
    instruction,
    reason,
    officers: [...officers],
    documents,
    ...timesOf(instruction, context),
  };
}

/** The instructions that follow a stop. */
type FollowUp = Exclude<InstructionKind, 'stop'>;

/** When an instruction that is given now is due, and when the bank is reminded of it (policy `instruction.due-…`, `instruction.remind`). */
export function timesOf(
  instruction: FollowUp,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): Required<Pick<PendingInstruction, 'issuedAt' | 'dueAt' | 'remindAt'>> {
  const dueAt = plus(now, policy.amount(`instruction.due-${instruction}`, now));
  return { issuedAt: now, dueAt, remindAt: plus(dueAt, -policy.amount('instruction.remind', now)) };
}
