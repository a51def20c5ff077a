import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { type ByRight, letGo, narrowTo } from '../../shared/freezes/order/by-right.ts';
import { orderAfter } from '../../shared/freezes/order/evolve-order.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
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
 * @returns the facts; or OBJECTION_WITHOUT_ORDER, what `narrowTo` refuses
 */
export function lift(
  { objectionId, reference }: Pick<Objection, 'objectionId' | 'reference'>,
  { narrowedToFen, officers }: Ruled,
  { order, register }: Held,
  context: Context,
): LiftedOrder | Refusal<OrderFact | AccountFact> {
  if (order === undefined) return refuse('OBJECTION_WITHOUT_ORDER');
  if (holdsNothing(order)) return { kind: 'lifted', facts: [], done: true };
  const given: ByRight = { ground: { by: 'objection', objectionId }, reason: `异议成立（${reference}）`, officers };
  if (narrowedToFen !== undefined && order.letGo === undefined) {
    const narrowed = narrowTo(order, { ...given, fen: narrowedToFen }, register, context);
    return narrowed.kind === 'refusal' ? narrowed : { kind: 'lifted', facts: narrowed.facts, done: false };
  }
  const facts = letGo(order, given, register, context);
  return { kind: 'lifted', facts, done: holdsNothing(orderAfter(order, facts)) };
}
