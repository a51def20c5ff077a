import type { Context } from '../../kernel/context.ts';
import { elapsed, plus, SECOND } from '../../kernel/time.ts';
import { freed, isInLine, turnPassed, voided } from '../account/account-facts.ts';
import type { AccountFact, AccountRegister } from '../account/account-register.ts';
import type { StopOrderWorkflowStep } from './deadlines-contract.ts';
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
  return [...reminded, ...termEnded(order, register, now)];
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

/**
 * What the order's workflow does next, once everything due is noted: ask the bank and wait for its result, watch the 48 hours, or
 * end. A freeze runs for months; the sweep watches it.
 */
export function nextStep(order: StopOrder, now: string): StopOrderWorkflowStep {
  const { orderId, alertId, account, status } = order;
  const next = onLadder.includes(status) ? 'ask-bank' : status === 'stopped' ? 'watch-term' : 'done';
  const soonest = plus(now, SECOND);
  const moment = nextMoment(order) ?? soonest;
  const until = next === 'done' || moment < soonest ? soonest : moment;
  return {
    orderId,
    bankId: account.bankId,
    next,
    group: `${account.bankId}.${alertId}`,
    purpose: purposeOf(order),
    waitSeconds: Math.ceil(elapsed(now, until) / SECOND),
    until,
  };
}

/**
 * The workflow asks the bank once, and reminds it at each rung; any other message only lets the workflow go on waiting. The breach is not a
 * reminder: the city command is told of it.
 */
function purposeOf({ delivery, ladder }: StopOrder): StopOrderWorkflowStep['purpose'] {
  const { sentAt } = delivery;
  if (sentAt === undefined) return 'order';
  return ladder.some(({ rung, at }) => rung !== 'breach' && at > sentAt) ? 'reminder' : 'rearm';
}
