import { sameOfficerTwice } from '../freezes/officers.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { AlertFact, Corrected } from './alert-facts.ts';
import { type AlertCommand, alertLifecycle } from './alert-lifecycle.ts';
import type { CorrectAlert, HandOverAlert, WithdrawAlert } from './bodies.ts';
import { closedRefusal } from './gates.ts';
import { gradeOf } from './grading.ts';
import { type Alert, statusOf } from './model.ts';

/** Why the alarm, as it stands, does not allow this. @param paths where in the body it is named, if it is */
export function stateRefusal(alert: Alert, command: AlertCommand, paths?: readonly string[]): Refusal | undefined {
  return alertLifecycle.allows(statusOf(alert), command) ? undefined : closedRefusal(alert, paths);
}

/**
 * Gives the alarm to another district (移送管辖), which lists it from then on and asks for its further stops. The agency that took it, and the
 * police of every earlier district, go on reading it. Orders that were asked for stay with the district and agency that asked.
 *
 * @returns `alert.handed-over`, or DISTRICT_HAS_ALERT, ALERT_WITHDRAWN, ALERT_IS_DUPLICATE
 */
export function handOverAlert(
  alert: Alert,
  { to, reason }: HandOverAlert,
  { now: at, actor: { agency: by } }: Context,
): Decision<AlertFact> {
  const refusal = stateRefusal(alert, 'handOver');
  if (refusal !== undefined) return refusal;
  const { district: from } = alert;
  if (from === to) return refuse('DISTRICT_HAS_ALERT', { paths: ['/to'] });
  return accept({ type: 'alert.handed-over', data: { at, by, from, to, reason } });
}

/**
 * Puts the report right (更正警情). The grade follows anew from the rules that held when the alarm was recorded. The clock stays: `receivedAt`
 * cannot be corrected, because every order and the 30 minutes count from it. The history keeps what was said before.
 *
 * @returns `alert.corrected` with what is new, or NOTHING_TO_CORRECT with the places named, ALERT_WITHDRAWN
 */
export function correctAlert(alert: Alert, input: CorrectAlert, { now, actor, policy }: Context): Decision<AlertFact> {
  const refusal = stateRefusal(alert, 'correct');
  if (refusal !== undefined) return refusal;
  const { changes, places } = changesOf(alert, input);
  if (places.length === 0) return refuse('NOTHING_TO_CORRECT', { paths: placesIn(input) });
  const grade = gradeOf({ source: alert.source, lossFen: changes.lossFen ?? alert.lossFen }, policy, alert.recordedAt);
  return accept({
    type: 'alert.corrected',
    data: { at: now, by: actor.agency, reason: input.reason, changes, places: [...places], grade },
  });
}

const marks = ['name', 'idNumber', 'phone'] as const;

function changesOf(alert: Alert, { victim, ...input }: CorrectAlert) {
  const { fraudType = alert.fraudType, lossFen = alert.lossFen, summary = alert.summary } = input;
  const next = victimAfter(alert.victim, victim);
  const changedMarks = marks.filter((mark) => next[mark] !== alert.victim[mark]);
  const changes: Corrected = {
    ...(changedMarks.length === 0 ? {} : { victim: next }),
    ...(fraudType === alert.fraudType ? {} : { fraudType }),
    ...(lossFen === alert.lossFen ? {} : { lossFen }),
    ...(summary === alert.summary ? {} : { summary }),
  };
  const { victim: _, ...others } = changes;
  return { changes, places: [...changedMarks.map((mark) => `/victim/${mark}`), ...Object.keys(others).map((key) => `/${key}`)] };
}

function victimAfter(before: Alert['victim'], corrected: CorrectAlert['victim'] = {}): Alert['victim'] {
  const members = marks.flatMap((mark) => {
    const value = corrected[mark] === undefined ? before[mark] : corrected[mark];
    return value === undefined || value === null ? [] : [[mark, value] as const];
  });
  return Object.fromEntries(members);
}

function placesIn({ reason: _, ...input }: CorrectAlert): readonly string[] {
  return Object.keys(input).map((key) => `/${key}`);
}

/** Such an alarm was no report of a person, so no victim is known from it. */
const unreal: readonly WithdrawAlert['reason']['code'][] = ['entered-by-mistake', 'test'];

/** Whether the victim of a withdrawn alarm is still known from it. A fraudster may have talked the victim into taking the report back. */
export function stillNamesVictim({ withdrawal }: Alert): boolean {
  return withdrawal === undefined || !unreal.includes(withdrawal.code);
}

/**
 * Takes the alarm back (撤销警情): no further stop is asked for under it. It ends no order by itself: with `orders: 'end'` the relay ends each
 * that can be ended on the word of these two officers (`endOrdersOfAlert`). The younger alarms that it stands for are the same report: the
 * same fact withdraws them with it.
 *
 * @returns `alert.withdrawn`, or SAME_OFFICER_TWICE, ALERT_WITHDRAWN, ALERT_IS_DUPLICATE
 */
export function withdrawAlert(
  alert: Alert,
  input: WithdrawAlert,
  { now: at, actor: { agency: by } }: Context,
): Decision<AlertFact> {
  const refusal = stateRefusal(alert, 'withdraw') ?? (input.orders === 'end' ? sameOfficerTwice(input.officers) : undefined);
  if (refusal !== undefined) return refusal;
  const { code, text } = input.reason;
  const signed = input.orders === 'end' ? { officers: input.officers } : {};
  return accept({ type: 'alert.withdrawn', data: { at, by, code, text, orders: input.orders, ...signed } });
}
