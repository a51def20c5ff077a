import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { type Creation, create, type Refusal, refuse } from '../kernel/decision.ts';
import { referenceOf } from '../kernel/phone-reference.ts';
import { elapsed, plus } from '../kernel/time.ts';
import type { AlertFact } from './alert-facts.ts';
import type { AlarmTaken } from './bodies.ts';
import { gradeOf } from './grading.ts';
import type { Alert, RaisedAlert, SourceReferenceFact } from './model.ts';
import { differences } from './report.ts';

/** An alarm that is taken, or was taken before: then with no facts. */
interface AlarmRecorded extends Creation<AlertFact | SourceReferenceFact> {
  readonly alert: Alert;
}

/** The alarm that has a source's number already. */
export interface FirstAlarm {
  readonly alert: Alert;
  /** As it was raised, before police put it right. */
  readonly report: RaisedAlert;
}

/**
 * Takes an alarm (接警): grades it and starts the 30-minute clock at `receivedAt`.
 *
 * @param first the alarm that has its source's number already; the same report twice is one alarm, and changes nothing, also after police
 *   have put the alarm right
 * @returns the facts of the alert and of its source's number, or TIME_IN_FUTURE, TIME_TOO_LONG_AGO; SOURCE_REF_USED with the places where
 *   the first alarm says otherwise: it may be another victim, so the caller has to send it under a number of its own
 */
export function raiseAlert(
  input: AlarmTaken,
  first: FirstAlarm | undefined,
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
    ...(actor.agencyKind === 'police' && isElsewhere(actor, input) ? { raisedFrom: actor.district } : {}),
    grade: gradeOf(input, policy, now),
  };
  const taken = create<AlertFact | SourceReferenceFact>(
    alertId,
    { type: 'alert.raised', data: alert },
    { type: 'alert-source.taken', data: { alertId } },
  );
  return { ...taken, alert };
}

/** Whether police of one district take an alarm of another: police of the whole city have no district. */
function isElsewhere<D>(
  actor: { readonly district?: D },
  { district }: { readonly district: D },
): actor is { readonly district: D } {
  return actor.district !== undefined && actor.district !== district;
}

/** A number belongs to the agency that uses it, so the caller may know which alarm has it. */
function againstFirst({ alert, report }: FirstAlarm, input: AlarmTaken): AlarmRecorded | Refusal {
  const { alertId, reference } = alert;
  const paths = differences(report, input);
  const isSame = paths.length === 0 || differences(alert, input).length === 0;
  if (isSame) return { ...create<AlertFact | SourceReferenceFact>(alertId), alert };
  return refuse('SOURCE_REF_USED', { paths, alertId, reference });
}
