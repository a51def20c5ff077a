import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { personActing } from '../kernel/people.ts';
import type { CloseWarning, RecordContact } from './bodies.ts';
import { holderRefusal } from './hand-work.ts';
import { climbed, isChannel, levelAbove, repeated, rungOf, stepAfter, triesOf } from './ladder.ts';
import { ends, isTriedAgain, needsOf, outcomesOf } from './outcomes.ts';
import type { WarningFact } from './warning-facts.ts';
import { warningLifecycle } from './warning-lifecycle.ts';
import type { Attempt, ContactOutcome, Rung, Warning } from './warning-model.ts';

/**
 * Records a contact by the person who holds the warning, and what follows: the end, the next means, the same once more, or the level above.
 *
 * @returns `warning.contacted`, and `warning.closed` if the grade allows that outcome to end it; LEASE_OF_ANOTHER, LEASE_LAPSED,
 *   MEANS_NOT_DUE, OUTCOME_NOT_OF_MEANS, CHECKLIST_MISSING, LOSS_MISSING, TIME_IN_FUTURE, TIME_BEFORE_WARNING
 */
export function recordContact(warning: Warning, input: RecordContact, name: string, context: Context): Decision<WarningFact> {
  const { now, actor } = context;
  const refusal = holderRefusal(warning, 'contact', context) ?? contactRefusal(warning, input, context);
  if (refusal !== undefined) return refusal;
  const { rung } = warning;
  const { means = rung.means, outcome, at = now, note, checklist } = input;
  const attempt: Attempt = {
    ...{ number: attemptNumber(warning), means, level: rung.level, at, outcome },
    by: personActing(actor, name),
    ...defined({ note, checklist }),
  };
  return accept<WarningFact>(...afterAttempt('warning.contacted', warning, attempt, context));
}

/** The number of the next contact of the warning. */
export function attemptNumber({ attempts, moreAttempts = 0 }: Pick<Warning, 'attempts' | 'moreAttempts'>): number {
  return attempts.length + moreAttempts + 1;
}

/** The fact of a contact, and the end of the warning if its outcome ends one of this grade. */
export function afterAttempt(
  type: 'warning.contacted' | 'warning.message-answered',
  warning: Warning,
  attempt: Attempt,
  context: Context,
): readonly WarningFact[] {
  const { now } = context;
  const { outcome, means } = attempt;
  if (ends(warning.grade, means, outcome))
    return [
      { type, data: { at: now, attempt } },
      { type: 'warning.closed', data: { at: now, outcome, means } },
    ];
  return [{ type, data: { at: now, attempt, rung: rungAfter(warning, outcome, context) } }];
}

/**
 * The rung after a contact that did not end the warning. A contact in vain is repeated, as often as the policy says; then the next means
 * comes. Behind the last means the same is tried again later, and then the level above goes on. Above the city there is none: a supervisor
 * may close it.
 */
export function rungAfter(warning: Warning, outcome: ContactOutcome, context: Context): Rung {
  const { rung } = warning;
  const { now, policy } = context;
  const tries = rung.tries + 1;
  const hasTries = tries < policy.amount(triesOf[rung.means], now);
  if (isTriedAgain(outcome) && hasTries) return repeated(rung, context);
  const next = stepAfter(warning, rung.means);
  if (next !== undefined) return rungOf(next, warning, context);
  if (hasTries) return repeated(rung, context, 'warning.again');
  const above = levelAbove(rung.level);
  if (above !== undefined) return climbed(rung, warning.grade, above, context);
  return { ...repeated(rung, context, 'warning.again'), exhausted: true };
}

function contactRefusal(warning: Warning, input: RecordContact, { now, policy }: Context): Refusal | undefined {
  const { rung, receivedAt } = warning;
  const { means = rung.means, outcome, at = now, checklist, paid } = input;
  // no person gives the word of a machine; a person whose money is gone calls back at any time, and the alarm waits for no turn
  const isTurn = means === rung.means || outcome === 'already-paid';
  if (!isTurn || isChannel(means)) return refuse('MEANS_NOT_DUE', { paths: ['/means'], due: rung.means });
  if (!outcomesOf[means].includes(outcome))
    return refuse('OUTCOME_NOT_OF_MEANS', { paths: ['/outcome'], possible: outcomesOf[means] });
  const needs = needsOf(means, outcome);
  if (needs.includes('checklist') && checklist === undefined) return refuse('CHECKLIST_MISSING', { paths: ['/checklist'] });
  if (needs.includes('paid') && paid === undefined) return refuse('LOSS_MISSING', { paths: ['/paid'] });
  if (inFuture(at, { now, policy })) return refuse('TIME_IN_FUTURE', { paths: ['/at'] });
  return at < receivedAt ? refuse('TIME_BEFORE_WARNING', { paths: ['/at'], receivedAt }) : undefined;
}

/**
 * Ends a warning that every level has tried in vain. The supervisor says with what outcome, and why.
 *
 * @returns `warning.closed`, or CLOSING_NOT_ALLOWED while the ladder has a step left, or for an outcome that only a contact can have
 */
export function closeWarning(
  warning: Warning,
  { outcome, reason }: CloseWarning,
  name: string,
  { now, actor }: Context,
): Decision<WarningFact> {
  const refusal = warningLifecycle.refusal(warning.status, 'close');
  if (refusal !== undefined) return refusal;
  const { exhausted } = warning.rung;
  const possible: readonly ContactOutcome[] = ['not-reached', 'doubtful', 'refused', 'wrong-person'];
  if (exhausted !== true || !possible.includes(outcome))
    return refuse('CLOSING_NOT_ALLOWED', { grade: warning.grade, exhausted: exhausted === true, possible });
  return accept({ type: 'warning.closed', data: { at: now, outcome, reason, by: personActing(actor, name) } });
}
