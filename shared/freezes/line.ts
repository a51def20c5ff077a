import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { plus } from '../kernel/time.ts';
import type { AccountFact, AccountRegister } from './account-register.ts';
import { stopsLeft } from './account-registers.ts';
import type { WaitInLine } from './instructions.ts';
import { ladderOf } from './ladder.ts';
import { sameOfficerTwice } from './officers.ts';
import { accountOf } from './open-order.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Has an order wait in line (轮候) behind whoever holds the account: the order of ours under which it is frozen or stopped, or
 * somebody outside Cordon, of whom only the bank knows.
 *
 * @returns the facts of the order and of its account, or ORDER_STATE_FORBIDS, SAME_OFFICER_TWICE
 */
export function lineUp(
  order: StopOrder,
  register: AccountRegister | undefined,
  input: WaitInLine,
  { now }: Context,
): Decision<OrderFact | AccountFact> {
  if (!orderLifecycle.allows(order.status, 'lineUp'))
    return refuse('ORDER_STATE_FORBIDS', { state: order.status, command: 'lineUp' });
  const sameTwice = sameOfficerTwice(input.officers);
  if (sameTwice !== undefined) return sameTwice;
  const waitsFor = holderOf(order, register);
  return accept<OrderFact | AccountFact>(
    { type: 'order.lined-up', data: { at: now, reason: input.reason, ...(waitsFor === undefined ? {} : { waitsFor }) } },
    { type: 'account.lined-up', data: accountOf(order, now) },
  );
}

/**
 * It is the order's turn: the freeze or stop before it has ended, and the bank is asked to stop the account for it. The alarm may be
 * long ago, so the bank has its 30 minutes, and the ladder its rungs, from here.
 *
 * @returns the facts of the order and of its account; none if the order no longer waits or another holds the account again;
 *   STOP_LIMIT_REACHED if the account has been stopped as often as it may be: the order keeps its place, a person decides
 */
export function takeFromLine(
  order: StopOrder,
  register: AccountRegister | undefined,
  context: Context,
): Decision<OrderFact | AccountFact> {
  if (!orderLifecycle.allows(order.status, 'takeFromLine')) return accept();
  if (register?.frozenBy !== undefined && register.frozenBy !== order.orderId) return accept();
  const { now, policy, newId } = context;
  if (stopsLeft(register, context) === 0)
    return refuse('STOP_LIMIT_REACHED', { limit: policy.amount('stop.max-per-account', now) });
  const concerned = accountOf(order, now);
  return accept<OrderFact | AccountFact>(
    {
      type: 'order.taken-from-line',
      data: {
        at: now,
        dueAt: plus(now, policy.amount('sla.breach', now)),
        timetable: ladderOf(now, policy, now),
        instructionId: newId('ins'),
      },
    },
    { type: 'account.left-line', data: concerned },
    { type: 'account.stop-counted', data: { ...concerned, kind: 'stop' } },
  );
}

/** Whose end the order waits for: the freeze, or else the latest stop that is not its own. */
function holderOf(order: StopOrder, register: AccountRegister | undefined): string | undefined {
  return register?.frozenBy ?? register?.stops.findLast(({ orderId }) => orderId !== order.orderId)?.orderId;
}
