import type { Context } from '../../kernel/context.ts';
import { elapsed, MINUTE, plus, SECOND } from '../../kernel/time.ts';
import { freed, isInLine, turnPassed, voided } from '../account/account-facts.ts';
import type { AccountFact, AccountRegister } from '../account/account-register.ts';
import type { StopOrderWorkflowInput } from './deadlines-contract.ts';
import { pendingGiven } from './given-instruction.ts';
import type { OrderFact } from './order-facts.ts';
import type { OrderStatus } from './order-status.ts';
import type { StopOrder } from './stop-order.ts';

/** While Cordon awaits the bank's result, the ladder runs. Cordon records that a bank is silent for too long; the bank may still answer. */
const onLadder: readonly OrderStatus[] = ['requested', 'sent', 'received'];

/**
 * The facts that are due now and not yet noted: rungs of the ladder in their order, the end of waiting; the warning before a term's end and
 * the end itself. After an outage several are due at once; each is noted once.
 *
 * A term ends by the clock, even while an instruction is pending: a bank that carried an instruction out in time brings the order back by
 * saying so.
 *
 * @returns facts of the order, and of its account if it is freed
 */
export function advance(
  order: StopOrder,
  register: AccountRegister | undefined,
  { now }: Context,
): readonly (OrderFact | AccountFact)[] {
  if (onLadder.includes(order.status)) return climbed(order, register, now);
  const remindAt = reminderOf(order);
  const given = pendingGiven(order);
  const reminded: readonly OrderFact[] =
    remindAt === undefined || given === undefined || now < remindAt
      ? []
      : [
          {
            type: 'order.instruction-reminded',
            data: { at: now, instruction: given.instruction, instructionId: given.instructionId, dueAt: given.dueAt },
          },
        ];
  // the bank does not say whether it took the stop back: the next in line asks for itself
  const passed = reminded.length > 0 && order.status === 'withdrawn' ? turnPassed(order, register, now) : [];
  return [...reminded, ...passed, ...termEnded(order, register, now)];
}

/** When Cordon reminds the bank of the instruction that is open after the stop. */
function reminderOf(order: StopOrder): string | undefined {
  return pendingGiven(order)?.state === 'open' ? order.pending?.remindAt : undefined;
}

/** The warning before a term's end, and the end. */
function termEnded(order: StopOrder, register: AccountRegister | undefined, now: string): readonly (OrderFact | AccountFact)[] {
  const { status, expiresAt } = order;
  if (expiresAt === undefined || (status !== 'stopped' && status !== 'frozen')) return [];
  const data = { at: now, expiresAt };
  if (now >= expiresAt) {
    const goesOnWaiting = status === 'stopped' && isInLine(order, register);
    return [
      { type: goesOnWaiting ? 'order.expired-in-line' : status === 'stopped' ? 'order.expired' : 'order.lapsed', data },
      // not carried out so far as Cordon knows; if the bank did carry it out, it counts again
      ...(order.pending?.instruction === 'extend' ? voided(order, register, 'extension', now) : []),
      ...freed(order, register, now),
    ];
  }
  if (order.expiryWarned || order.warnAt === undefined || now < order.warnAt) return [];
  return [{ type: status === 'stopped' ? 'order.expiry-warned' : 'order.renewal-due', data }];
}

function climbed(order: StopOrder, register: AccountRegister | undefined, now: string): readonly (OrderFact | AccountFact)[] {
  const facts = rungsAhead(order)
    .filter(({ dueAt }) => dueAt <= now)
    .map(
      ({ rung, dueAt }): OrderFact =>
        rung === 'breach'
          ? { type: 'order.breached', data: { at: now, rung, dueAt } }
          : { type: 'order.escalated', data: { at: now, rung, dueAt } },
    );
  const { giveUpAt } = order.timetable;
  if (giveUpAt > now) return facts;
  return [...facts, { type: 'order.unanswered', data: { at: now, dueAt: giveUpAt } }, ...turnPassed(order, register, now)];
}

/** The rungs not climbed yet, in order. */
function rungsAhead({ timetable, ladder }: StopOrder) {
  return timetable.rungs.filter(({ rung }) => !ladder.some((climbed) => climbed.rung === rung));
}

/** The next moment at which something is due, or undefined if time alone changes nothing. It may have passed: then call `advance`. */
export function nextMoment(order: StopOrder): string | undefined {
  if (onLadder.includes(order.status)) return rungsAhead(order)[0]?.dueAt ?? order.timetable.giveUpAt;
  const remindAt = reminderOf(order);
  const term = order.expiryWarned || order.warnAt === undefined ? order.expiresAt : order.warnAt;
  const runs = order.status === 'stopped' || order.status === 'frozen';
  return [remindAt, runs ? term : undefined].filter((moment) => moment !== undefined).toSorted()[0];
}

/** How long after a rung the workflow has had its time to note it; then the sweep looks after the order, whose workflow may be lost. */
const WORKFLOW_TIME = 2 * MINUTE;

/**
 * When the sweep looks at the order: at its next moment, but while its workflow climbs the ladder, only after the workflow had its time. From
 * a day after its alarm, it looks at each turn at an order that waits in line for another, lest that one be over.
 */
export function sweptAt(order: StopOrder): string | undefined {
  const waits = order.status === 'in-line' && order.waitsFor !== undefined;
  const moment = [nextMoment(order), waits ? order.timetable.giveUpAt : undefined].filter((at) => at !== undefined).toSorted()[0];
  return moment !== undefined && climbs(order) ? plus(moment, WORKFLOW_TIME) : moment;
}

/** Whether the workflow still has a rung to wait for: the bank has not answered, and a rung is ahead. */
export function climbs(order: StopOrder): boolean {
  return onLadder.includes(order.status) && rungsAhead(order).length > 0;
}

/**
 * How the order's workflow begins: it asks the bank, and waits from rung to rung. A rung that is overdue comes a second later.
 *
 * @param now when it begins, ISO 8601 UTC
 */
export function workflowOf(order: StopOrder, now: string): StopOrderWorkflowInput {
  const { orderId, alertId, account } = order;
  const moments = [now, ...rungsAhead(order).map(({ dueAt }) => dueAt)];
  const [first = 1, second = 1, third = 1, fourth = 1] = moments
    .slice(1)
    .map((moment, at) => Math.max(1, Math.ceil(elapsed(moments[at] ?? moment, moment) / SECOND)));
  return {
    orderId,
    bankId: account.bankId,
    group: alertId,
    waits: { first, second, third, fourth },
  };
}
