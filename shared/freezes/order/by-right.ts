import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Officer } from '../../kernel/people.ts';
import { isInLine, leavesLine, replaced, turnPassed } from '../account/account-facts.ts';
import type { AccountFact, AccountRegister } from '../account/account-register.ts';
import type { RightGround } from './instruction-kinds.ts';
import { accountOf } from './open-order.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import { closedRefusal, pendingOf, pendingRefusal } from './pending-instruction.ts';
import { heldFen } from './standing.ts';
import type { PendingInstruction, StopOrder } from './stop-order.ts';

/** On what the money goes free, or in part, although the officers who ordered did not ask for it. Officers are absent where time alone decides. */
export interface ByRight {
  readonly ground: RightGround;
  readonly reason: string;
  readonly officers: readonly Officer[];
}

type Facts = readonly (OrderFact | AccountFact)[];

/**
 * Has the bank let go by right (telecom fraud law, art. 20: lifted at once): a stop that it has not answered is recalled, an order leaves the
 * line, a stop is released, a freeze ended. It needs no approval and waits for no other instruction: this one takes its place. What the
 * bank still brings back of an earlier instruction goes free again (`freeAgain`).
 *
 * @returns the facts of the order and of its account; none if the bank holds nothing for it any more, or it goes free already
 */
export function letGo(order: StopOrder, given: ByRight, register: AccountRegister | undefined, context: Context): Facts {
  const { status, pending } = order;
  if (!orderLifecycle.allows(status, 'letGo') || order.letGo !== undefined) return [];
  const isOver = status === 'expired' || status === 'lapsed';
  // its term is over: only an instruction that the bank carried out in time brings it back
  if (isOver && pending === undefined) return [];
  const { ground, reason, officers } = given;
  const free: OrderFact = { type: 'order.let-go', data: { at: context.now, ground, reason, officers: [...officers] } };
  return [free, ...(isOver ? [] : instructed(order, given, register, context))];
}

function instructed(order: StopOrder, given: ByRight, register: AccountRegister | undefined, context: Context): Facts {
  const { now } = context;
  const pending = (kind: 'recall' | 'release' | 'unfreeze'): PendingInstruction => pendingByRight(kind, given, context);
  switch (order.status) {
    case 'frozen':
      return [
        { type: 'order.unfreeze-ordered', data: { at: now, pending: pending('unfreeze') } },
        ...replaced(order, register, now),
      ];
    case 'stopped':
      return [
        { type: 'order.release-ordered', data: { at: now, pending: pending('release') } },
        ...replaced(order, register, now),
        ...leavesLine(order, register, now),
      ];
    default:
      return takenBack(order, given, register, context);
  }
}

/** The bank has not answered the stop, or the order waits in line, perhaps with a freeze that the bank has not answered. */
function takenBack(order: StopOrder, given: ByRight, register: AccountRegister | undefined, context: Context): Facts {
  const { now } = context;
  const { reason, officers } = given;
  const asksBank = order.status !== 'in-line' || order.pending !== undefined;
  const recall = asksBank ? { pending: pendingByRight('recall', given, context) } : {};
  return [
    { type: 'order.withdrawn', data: { at: now, reason, officers: [...officers], ...recall } },
    ...(isInLine(order, register)
      ? [{ type: 'account.left-line' as const, data: { ...accountOf(order, now), gaveUp: true as const } }]
      : []),
    ...(asksBank ? [] : turnPassed(order, register, now)),
  ];
}

/**
 * The bank carried out an earlier instruction, and so holds money that goes free by right: it has to let go again.
 *
 * @param order after the facts of the bank's answer
 */
export function freeAgain(order: StopOrder, register: AccountRegister | undefined, context: Context): Facts {
  const { letGo: free, status } = order;
  if (free === undefined || (status !== 'stopped' && status !== 'frozen')) return [];
  return instructed(order, free, register, context);
}

/**
 * Orders again what lets the money go by right, after the bank declined it, or left it unanswered (policy `instruction.patience`).
 *
 * @param officers who sign it now
 * @returns the facts, or INSTRUCTION_PENDING, ORDER_STATE_FORBIDS where the bank holds nothing that could be released
 */
export function letGoAgain(
  order: StopOrder,
  officers: readonly Officer[],
  register: AccountRegister | undefined,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const { letGo: free, status } = order;
  if (free === undefined || (status !== 'stopped' && status !== 'frozen'))
    return orderLifecycle.forbidden(status, 'orderRelease');
  return pendingRefusal(order, context) ?? accept(...instructed(order, { ...free, officers }, register, context));
}

/**
 * Has the bank hold a smaller sum (减额) by right: part of the money is not linked to the crime. The term runs on.
 *
 * @returns the facts, or ORDER_STATE_FORBIDS, TERM_EXPIRED, ORDER_LET_GO, INSTRUCTION_PENDING, ACCOUNT_NOT_KNOWN (one transaction),
 *   NARROWING_NOT_LESS
 */
export function narrowTo(
  order: StopOrder,
  given: ByRight & { readonly fen: number },
  register: AccountRegister | undefined,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const refusal = closedRefusal(order, 'orderNarrowing', context) ?? pendingRefusal(order, context);
  if (refusal !== undefined) return refusal;
  if (order.account.target !== undefined) return refuse('ACCOUNT_NOT_KNOWN');
  const held = heldFen(order);
  if (given.fen >= held) return refuse('NARROWING_NOT_LESS', { mostFen: held });
  const pending = { ...pendingByRight('narrow', given, context), amountFen: given.fen };
  return accept<OrderFact | AccountFact>(
    { type: 'order.narrowing-ordered', data: { at: context.now, pending } },
    ...replaced(order, register, context.now),
  );
}

function pendingByRight(
  kind: 'recall' | 'release' | 'unfreeze' | 'narrow',
  { ground, reason, officers }: ByRight,
  context: Context,
): PendingInstruction {
  return { ...pendingOf(kind, { reason, officers }, context), ground };
}
