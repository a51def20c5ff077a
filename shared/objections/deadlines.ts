import type { Context } from '../kernel/context.ts';
import { plus } from '../kernel/time.ts';
import { isBehindHorizon, workingDaysFrom } from '../kernel/working-days.ts';
import type { Objection, ObjectionTerm } from './model.ts';
import type { ObjectionFact } from './objection-facts.ts';
import { objectionLifecycle } from './objection-lifecycle.ts';
import { awaitsProcuratorate, awaitsResponse } from './standing.ts';

type Figures = Pick<Context, 'now' | 'policy'>;
type WorkingDays = 'objection.information' | 'objection.supervision' | 'objection.correction';

/** When a term in working days ends that begins now: the midnight after its last day. The day of its beginning does not count. */
export function endOf(term: WorkingDays, { now, policy }: Figures): string {
  return workingDaysFrom(now, policy.amount(term, now)).endsAt;
}

/** When an objection that is raised now has to be decided (policy `objection.term`, or `objection.term-livelihood`). */
export function termOf(livelihood: boolean, { now, policy }: Figures): ObjectionTerm {
  const count = policy.amount(livelihood ? 'objection.term-livelihood' : 'objection.term', now);
  const { lastDay, endsAt: dueAt } = workingDaysFrom(now, count);
  const ahead = policy.amount(livelihood ? 'objection.remind-livelihood' : 'objection.remind', now);
  return {
    dueAt,
    remindAt: plus(dueAt, -ahead),
    escalateAt: plus(dueAt, policy.amount('objection.escalate', now)),
    ...(isBehindHorizon(lastDay) ? { provisional: true as const } : {}),
  };
}

/** A moment of an objection, and the fact that is due then. */
interface Moment {
  readonly at: string;
  readonly fact: (now: string) => ObjectionFact;
}

/** What time has to note of the objection, each once: nothing of it is noted yet. */
function moments(objection: Objection): readonly Moment[] {
  const { status, dueAt, remindAt, escalateAt, reminded, overdue, escalated, reviewer, supervision } = objection;
  const told = reviewer === undefined ? {} : { reviewer: reviewerTold(reviewer) };
  const due: Moment[] = [];
  const add = (isOpen: boolean, at: string | undefined, fact: (now: string, at: string) => ObjectionFact): void => {
    if (isOpen && at !== undefined) due.push({ at, fact: (now) => fact(now, at) });
  };
  const waits = objectionLifecycle.allows(status, 'remind');
  add(waits && !reminded, remindAt, (at) => ({ type: 'objection.reminded', data: { at, dueAt, ...told } }));
  add(waits && !overdue, dueAt, (at) => ({ type: 'objection.fell-overdue', data: { at, dueAt, ...told } }));
  add(waits && !escalated, escalateAt, (at) => ({ type: 'objection.escalated', data: { at, dueAt } }));
  for (const { n, from, dueAt: answerBy, overdue: missed, answer } of objection.information)
    add(waits && !missed && answer === undefined, answerBy, (at) => ({
      type: 'objection.information-overdue',
      data: { at, n, from, dueAt: answerBy, ...told },
    }));
  if (supervision === undefined || !objectionLifecycle.allows(status, 'missSupervision')) return due;
  const { of, answer } = supervision;
  add(answer === undefined && !supervision.overdue, supervision.dueAt, (at, by) => ({
    type: 'objection.supervision-overdue',
    data: { at, of, dueAt: by },
  }));
  add(awaitsResponse(objection) && answer?.overdue === false, answer?.dueAt, (at, by) => ({
    type: 'objection.correction-overdue',
    data: { at, of, dueAt: by },
  }));
  return due;
}

/** A reviewer as facts name one, so that they are told: without who assigned it. */
export function reviewerTold({ agency, person }: NonNullable<Objection['reviewer']>) {
  return { agency, ...(person === undefined ? {} : { person }) };
}

/** The facts that are due now and not yet noted, in the order of their moments. */
export function advance(objection: Objection, { now }: Pick<Context, 'now'>): readonly ObjectionFact[] {
  return moments(objection)
    .filter(({ at }) => at <= now)
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map(({ fact }) => fact(now));
}

/** The next moment at which something is due, or undefined if time alone changes nothing. It may have passed: then call `advance`. */
export function nextMoment(objection: Objection): string | undefined {
  return moments(objection)
    .map(({ at }) => at)
    .toSorted()[0];
}

/** From when on a person must act on it; undefined once it is over. Lists are in this order. */
export function neededAt(objection: Objection): string | undefined {
  const { status, dueAt, supervision, decision, correction } = objection;
  const open = [
    objectionLifecycle.allows(status, 'reject') ? dueAt : undefined,
    status === 'carrying-out' ? (correction ?? decision)?.at : undefined,
    awaitsProcuratorate(objection) ? supervision?.dueAt : undefined,
    awaitsResponse(objection) ? supervision?.answer?.dueAt : undefined,
  ];
  return open.filter((at) => at !== undefined).toSorted()[0];
}

/** Whether the objection may be put to the procuratorate: it was rejected, or is overdue. */
export function maySupervise({ status, dueAt }: Pick<Objection, 'status' | 'dueAt'>, now: string): boolean {
  return status === 'rejected' || now >= dueAt;
}

/** The term of a joined objection: the earlier of the two ends. */
export function earlierTerm(one: ObjectionTerm, other: ObjectionTerm): ObjectionTerm {
  return other.dueAt < one.dueAt ? other : one;
}
