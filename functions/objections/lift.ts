import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { type ByRight, letGo, letGoAgain, narrowTo } from '../../shared/freezes/order/by-right.ts';
import { orderAfter } from '../../shared/freezes/order/evolve-order.ts';
import type { Approval } from '../../shared/freezes/order/instruction-kinds.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { rulingApprovalRefusal } from '../../shared/freezes/order/questions.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import type { Officer } from '../../shared/kernel/people.ts';
import { holdsNothing } from '../../shared/objections/carried-out.ts';
import type { Lifted } from '../../shared/objections/decide-objection.ts';
import type { Objection } from '../../shared/objections/model.ts';

/** The order and the register of its account, as they were read. */
export interface Held {
  readonly order: StopOrder | undefined;
  readonly register: AccountRegister | undefined;
  /** That the body named, and that opened the gate. */
  readonly approval?: Approval | undefined;
}

/** What a ruling asks for: to let go of all, or to hold no more than a sum. */
interface Ruled {
  readonly narrowedToFen?: number | undefined;
  readonly officers: readonly Officer[];
}

/** What follows for the order, and whether the bank has anything to do. */
interface LiftedOrder extends Lifted {
  readonly facts: readonly (OrderFact | AccountFact)[];
}

/**
 * Lifts the measure by right, or has the bank hold less. If the order has ended, nothing moves. The reason that the bank gets names only the
 * objection: that of the ruling is for the person.
 *
 * @returns the facts; or OBJECTION_WITHOUT_ORDER, APPROVAL_MISSING, what `narrowTo` refuses
 */
export function lift(
  { objectionId, reference }: Pick<Objection, 'objectionId' | 'reference'>,
  { narrowedToFen, officers }: Ruled,
  { order, register, approval }: Held,
  context: Context,
): LiftedOrder | Refusal<OrderFact | AccountFact> {
  if (order === undefined) return refuse('OBJECTION_WITHOUT_ORDER');
  if (holdsNothing(order)) return { kind: 'lifted', facts: [], done: true };
  const unapproved = rulingApprovalRefusal(order, approval, context);
  if (unapproved !== undefined) return unapproved;
  const given: ByRight = { ground: { by: 'objection', objectionId }, reason: `异议成立（${reference}）`, officers };
  if (narrowedToFen !== undefined && order.letGo === undefined) {
    const narrowed = narrowTo(order, { ...given, fen: narrowedToFen }, register, context);
    return narrowed.kind === 'refusal' ? narrowed : { kind: 'lifted', facts: narrowed.facts, done: false };
  }
  const facts = letGo(order, given, register, context);
  return { kind: 'lifted', facts, done: holdsNothing(orderAfter(order, facts)) };
}

/**
 * Orders again what carries a ruling out: the bank declined it, or left it unanswered.
 *
 * @returns the same as `lift`, or INSTRUCTION_PENDING, ORDER_STATE_FORBIDS
 */
export function liftAgain(
  objection: Objection,
  { officers }: Pick<Ruled, 'officers'>,
  held: Held,
  context: Context,
): LiftedOrder | Refusal<OrderFact | AccountFact> {
  const { order, register } = held;
  const ruling = objection.correction ?? objection.decision;
  // a ruling in part is ordered as at first, unless all of the money goes free meanwhile
  if (order?.letGo === undefined || holdsNothing(order))
    return lift(objection, { officers, narrowedToFen: ruling?.narrowedToFen }, { ...held, approval: ruling?.approval }, context);
  const again = letGoAgain(order, officers, register, context);
  return again.kind === 'refusal' ? again : { kind: 'lifted', facts: again.facts, done: false };
}
