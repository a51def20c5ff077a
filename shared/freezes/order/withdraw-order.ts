import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import { turnPassed } from '../account/account-facts.ts';
import type { AccountFact } from '../account/account-register.ts';
import { sameOfficerTwice } from '../officers.ts';
import type { OnRecord, WithdrawOrder } from './instructions.ts';
import { accountOf } from './open-order.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import { pendingOf, pendingRefusal } from './pending-instruction.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Takes a stop back (撤回止付) that the bank has not answered, or an order out of the line. Cordon tells the bank (instruction `recall`), and
 * the stop counts until the bank confirms. It does so even if no push went out yet: a bank that pulls may have read the stop from the
 * moment it was asked for.
 *
 * @returns facts of the order and of the account, or SAME_OFFICER_TWICE, ORDER_STATE_FORBIDS (the bank has answered: a release is the way),
 *   INSTRUCTION_PENDING
 */
export function withdrawOrder(
  order: StopOrder,
  input: WithdrawOrder,
  { register }: Pick<OnRecord, 'register'>,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const { now } = context;
  const forbidden = orderLifecycle.refusal(order.status, 'withdraw');
  if (forbidden !== undefined) return forbidden;
  const refusal = pendingRefusal(order, context) ?? sameOfficerTwice(input.officers);
  if (refusal !== undefined) return refusal;
  const withdrawn = { at: now, reason: input.reason, officers: input.officers };
  if (order.status === 'in-line') {
    return accept<OrderFact | AccountFact>(
      { type: 'order.withdrawn', data: withdrawn },
      { type: 'account.left-line', data: { ...accountOf(order, now), gaveUp: true } },
      ...turnPassed(order, register, now),
    );
  }
  return accept({ type: 'order.withdrawn', data: { ...withdrawn, pending: pendingOf('recall', input, context) } });
}

/**
 * The bank stopped the account although the officers took the stop back: its answer crossed with the recall, and counts. Cordon tells the
 * bank to let go at once, on the word of the officers who took the stop back.
 *
 * @returns `order.release-ordered`, or no fact if the stop was not taken back, or another decision has been made since
 */
export function releaseWithdrawn(order: StopOrder, context: Context): Decision<OrderFact> {
  const { status, withdrawal, pending } = order;
  if (status !== 'stopped' || withdrawal === undefined || pending !== undefined) return accept();
  return accept({
    type: 'order.release-ordered',
    data: { at: context.now, pending: pendingOf('release', withdrawal, context) },
  });
}
