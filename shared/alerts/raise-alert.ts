import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { type Creation, create, type Refusal, refuse } from '../kernel/decision.ts';
import { referenceOf } from '../kernel/phone-reference.ts';
import { elapsed, plus } from '../kernel/time.ts';
import { gradeOf } from './grading.ts';
import type { AlarmTaken, Alert, AlertFact, SourceReferenceFact } from './model.ts';
import { differences } from './report.ts';

/** An alarm that is taken, or was taken before: then with no facts. */
interface AlarmRecorded extends Creation<AlertFact | SourceReferenceFact> {
  readonly alert: Alert;
}

/**
 * Takes an alarm (接警): grades it and starts the 30-minute clock at `receivedAt`.
 *
 * @param first the alarm that has its source's number already; the same report twice is one alarm, and changes nothing
 * @returns the facts of the alert and of its source's number, or TIME_IN_FUTURE, TIME_TOO_LONG_AGO; SOURCE_REF_USED with the places where
 *   the first alarm says otherwise: it may be another victim, so the caller has to send it under a number of its own
 */
export function raiseAlert(
  input: AlarmTaken,
  first: Alert | undefined,
  { now, actor, policy, newId }: Context,
): AlarmRecorded | Refusal {
  if (first !== undefined) return againstFirst(first, input);
  if (inFuture(input.receivedAt, { now, policy })) return refuse('TIME_IN_FUTURE', { paths: ['/receivedAt'] });
  if (elapsed(input.receivedAt, now) > policy.amount('alert.max-age', now))
    return refuse('TIME_TOO_LONG_AGO', { paths: ['/receivedAt'] });
  const alertId = newId('alt');
  const alert = {
    ...input,
    alertId,
    reference: referenceOf('alarm', input.district, input.receivedAt, alertId),
    recordedAt: now,
    slaDueAt: plus(input.receivedAt, policy.amount('sla.breach', now)),
    raisedBy: actor.agency,
    grade: gradeOf(input, policy, now),
  };
  const taken = create<AlertFact | SourceReferenceFact>(
    alertId,
    { type: 'alert.raised', data: alert },
    { type: 'alert-source.taken', data: { alertId } },
  );
  return { ...taken, alert };
}

/** A number belongs to the agency that uses it, so the caller may know which alarm has it. */
function againstFirst(first: Alert, input: AlarmTaken): AlarmRecorded | Refusal {
  const paths = differences(first, input);
  if (paths.length === 0) return { ...create<AlertFact | SourceReferenceFact>(first.alertId), alert: first };
  return refuse('SOURCE_REF_USED', { paths, alertId: first.alertId, reference: first.reference });
}
