import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { plus } from '../../kernel/time.ts';
import { frozenByAnother, holdsAccount, isInLine, passedOn, replaced } from '../account/account-facts.ts';
import type { AccountFact, AccountRegister, Ended } from '../account/account-register.ts';
import { stopsLeft } from '../account/account-registers.ts';
import { resultCodes } from '../bank-answer/result-codes.ts';
import { sameOfficerTwice } from '../officers.ts';
import type { OnRecord, TakeTurn, WaitInLine } from './instructions.ts';
import { ladderOf } from './ladder.ts';
import { accountOf } from './open-order.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { OrderStatus } from './order-status.ts';
import { letGoRefusal, pendingRefusal, timesOf } from './pending-instruction.ts';
import type { StopOrder } from './stop-order.ts';

/** In these states the bank was asked for a stop, and never held the account for it. */
const ledToNothing: readonly OrderStatus[] = ['returned', 'corrected', 'already-held', 'failed', 'unanswered', 'withdrawn'];

/** In these states an order held the account, and holds it no longer. */
const hasLetGo: readonly OrderStatus[] = ['expired', 'lapsed', 'released'];

/** In these states only another order's freeze is in the way: a stop beside this one is not. */
const behindFreezeOnly: readonly OrderStatus[] = ['stopped', 'expired', 'lapsed', 'in-line'];

/** What lining up is decided on, besides the order itself. */
export interface AmongOthers extends OnRecord {
  /** The other orders that concern the account. */
  readonly others?: readonly StopOrder[];
}

/**
 * Has an order wait in line (轮候) behind the one that holds the account: the order of ours under which it is frozen or stopped, or one
 * outside Cordon that only the bank knows. A stop of its own runs on until it ends; the place in the line stays. If the bank's word was about
 * an order of ours that has let go since, the account is free, and the relay gives the turn at once.
 *
 * @returns the facts of the order and of its account, none if it stands in line already; or ORDER_STATE_FORBIDS, SAME_OFFICER_TWICE,
 *   ACCOUNT_NOT_HELD
 */
export function lineUp(
  order: StopOrder,
  input: WaitInLine,
  { register, others = [] }: AmongOthers,
  { now }: Context,
): Decision<OrderFact | AccountFact> {
  const forbidden = orderLifecycle.refusal(order.status, 'lineUp') ?? letGoRefusal(order, 'lineUp');
  if (forbidden !== undefined) return forbidden;
  const sameTwice = sameOfficerTwice(input.officers);
  if (sameTwice !== undefined) return sameTwice;
  if (isInLine(order, register)) return accept();
  const waitsFor = holderOf(order, register, others);
  const saidHeldAt = heldAtBank(order);
  // the bank said that another order holds it; Cordon may or may not know which
  if (waitsFor === undefined && saidHeldAt === undefined) return refuse('ACCOUNT_NOT_HELD', { state: order.status });
  const isFree = waitsFor === undefined && others.some((other) => letGoSince(other, saidHeldAt));
  const concerned = accountOf(order, now);
  return accept<OrderFact | AccountFact>(
    { type: 'order.lined-up', data: { at: now, reason: input.reason, ...(waitsFor === undefined ? {} : { waitsFor }) } },
    { type: 'account.lined-up', data: concerned },
    ...(isFree ? [freedFor(order, register, now)] : []),
  );
}

/** An order of ours had let go of the account before this one lined up, so that the first in line has the turn. */
function freedFor(order: StopOrder, register: AccountRegister | undefined, at: string): AccountFact {
  return {
    type: 'account.freed',
    data: { ...accountOf(order, at), next: register?.line[0] ?? order.orderId, ended: 'hold' },
  };
}

/**
 * The orders that may have the turn by an `account.freed`, also if that comes again or late: those that stood in line at that moment and still
 * do, in their order. Once one of them has left the line by its turn, the fact has done its work.
 *
 * @param since what the register has recorded after the fact
 */
export function waitingSince(register: AccountRegister, since: readonly AccountFact[]): readonly string[] {
  if (since.some(({ type, data }) => type === 'account.left-line' && !('gaveUp' in data))) return [];
  const came = new Set(since.filter(({ type }) => type === 'account.lined-up').map(({ data }) => data.orderId));
  return register.line.filter((waiting) => !came.has(waiting));
}

/**
 * Whether an order in line has the turn by what ended of another. A request that led to nothing says nothing of a holder outside Cordon: an
 * order that waits for one keeps its place.
 */
export function isNextAfter({ waitsFor }: StopOrder, ended: Ended): boolean {
  return waitsFor !== undefined || ended === 'hold';
}

/** What had ended, for a fact of the account that was recorded before it said so: as far as the order's state tells it now. */
export function endedOf(order: StopOrder | undefined): Ended {
  return order !== undefined && ledToNothing.includes(order.status) ? 'request' : 'hold';
}

/**
 * Gives the turn to an order in line, unless another order still holds the account or is asked for there; the end of that one gives it then.
 * A stop of another order is not in the way of an order that needs no stop.
 *
 * @param others the other orders that concern the account
 * @returns as `takeFromLine`; none while the order has to wait
 */
export function giveTurn(
  order: StopOrder,
  { register, others }: { readonly register: AccountRegister | undefined; readonly others: readonly StopOrder[] },
  context: Context,
): Decision<OrderFact | AccountFact> {
  const needsStop = order.status === 'in-line' && order.waitingFreeze === undefined && order.pending === undefined;
  return needsStop && others.some(holdsAccount) ? accept() : takeFromLine(order, register, context);
}

/**
 * It is the order's turn: the freeze or stop before it has ended.
 *
 * - its freeze waits (轮候冻结): the bank is given it at once
 * - its own stop still holds: it goes on as a stop that can be frozen
 * - a stop is left of the account's two: Cordon asks the bank for it; the alarm may be long ago, so the bank's 30 minutes and the rungs of
 *   the ladder run from here
 * - no stop is left: the relay tells an officer, who can still freeze; the next in line has the turn
 *
 * @returns the facts of the order and of its account; none if the order no longer waits or another holds the account again
 */
export function takeFromLine(
  order: StopOrder,
  register: AccountRegister | undefined,
  context: Context,
): Decision<OrderFact | AccountFact> {
  if (!orderLifecycle.allows(order.status, 'noteTurn') || frozenByAnother(order, register)) return accept();
  const { now } = context;
  const left: AccountFact = { type: 'account.left-line', data: accountOf(order, now) };
  const came = (by: 'freeze' | 'stop' | 'person'): OrderFact => ({ type: 'order.turn-came', data: { at: now, by } });
  if (order.waitingFreeze !== undefined) {
    const pending = { ...order.waitingFreeze, ...timesOf('freeze', context) };
    const ordered: OrderFact = { type: 'order.freeze-ordered', data: { at: now, pending } };
    return accept<OrderFact | AccountFact>(came('freeze'), ordered, ...replaced(order, register, now), left);
  }
  if (order.pending?.instruction === 'freeze') return accept<OrderFact | AccountFact>(came('freeze'), left);
  if (order.status === 'stopped') return accept<OrderFact | AccountFact>(came('stop'), left);
  if (stopsLeft(register, context) > 0) return asked(order, context);
  return accept<OrderFact | AccountFact>(came('person'), left, ...passedOn(order, register, now));
}

/**
 * Officers know from the bank that the order's turn has come: the holder outside Cordon has let go, or a stop that Cordon took for the
 * holder is long over. Cordon asks the bank for the stop.
 *
 * @returns the facts of the order and of its account, or ORDER_STATE_FORBIDS, INSTRUCTION_PENDING, SAME_OFFICER_TWICE, ACCOUNT_FROZEN,
 *   STOP_LIMIT_REACHED (a freeze is then the way on)
 */
export function takeTurn(
  order: StopOrder,
  input: TakeTurn,
  { register }: OnRecord,
  context: Context,
): Decision<OrderFact | AccountFact> {
  const forbidden = orderLifecycle.refusal(order.status, 'takeFromLine') ?? letGoRefusal(order, 'takeFromLine');
  if (forbidden !== undefined) return forbidden;
  const refusal = pendingRefusal(order, context) ?? sameOfficerTwice(input.officers);
  if (refusal !== undefined) return refusal;
  if (frozenByAnother(order, register)) return refuse('ACCOUNT_FROZEN', { state: order.status });
  if (order.waitingFreeze !== undefined) return takeFromLine(order, register, context);
  const { now, policy } = context;
  if (stopsLeft(register, context) === 0)
    return refuse('STOP_LIMIT_REACHED', { limit: policy.amount('stop.max-per-account', now) });
  return asked(order, context, { reason: input.reason, officers: input.officers });
}

/** Cordon asks the bank for the stop of the order, on a clock that runs from here. */
function asked(
  order: StopOrder,
  { now, policy, newId }: Context,
  said: Partial<TakeTurn> = {},
): Decision<OrderFact | AccountFact> {
  const concerned = accountOf(order, now);
  return accept<OrderFact | AccountFact>(
    {
      type: 'order.taken-from-line',
      data: {
        at: now,
        dueAt: plus(now, policy.amount('sla.breach', now)),
        timetable: ladderOf(now, policy, now),
        instructionId: newId('ins'),
        ...said,
      },
    },
    { type: 'account.left-line', data: concerned },
    { type: 'account.stop-counted', data: { ...concerned, kind: 'stop' } },
  );
}

/**
 * When the bank said last that another order holds the account: in answer to the stop, or to a freeze of an account that is frozen elsewhere.
 */
function heldAtBank({ status, answers }: StopOrder): string | undefined {
  const said = answers.findLast(
    ({ instruction, code }) => resultCodes[code].class === 'already' && (instruction === 'freeze' || status === 'already-held'),
  );
  return said?.at;
}

/** Whether the order held the account at that moment, and has let go since. */
function letGoSince({ status, expiresAt, answers }: StopOrder, moment: string | undefined): boolean {
  const ended = status === 'released' ? answers.at(-1)?.at : expiresAt;
  return moment !== undefined && ended !== undefined && hasLetGo.includes(status) && ended >= moment;
}

/** The order whose end this one waits for: the freeze, or else the latest other order that holds the account or is asked for there. */
function holderOf(order: StopOrder, register: AccountRegister | undefined, others: readonly StopOrder[]): string | undefined {
  if (frozenByAnother(order, register)) return register?.frozenBy;
  if (behindFreezeOnly.includes(order.status)) return undefined;
  return others.findLast(holdsAccount)?.orderId;
}
