import { hashOf } from '../kernel/canonical.ts';
import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { elapsed, plus } from '../kernel/time.ts';
import { gradeOf } from './grading.ts';
import type { AlertFact, RaiseAlert, SourceReference, SourceReferenceFact } from './model.ts';
import { referenceOf } from './reference.ts';

/**
 * The id of the place that a source's own number has. Hashed, because such numbers are free text of other systems.
 *
 * @param agency the agency that raises the alert: two agencies may use the same numbers
 */
export function sourceKey(source: RaiseAlert['source'], sourceRef: string, agency: string): string {
  return hashOf({ source, sourceRef, agency });
}

/**
 * Takes an alarm (接警): grades it and starts the 30-minute clock at `receivedAt`.
 *
 * @param taken what the source's number already points to; the same report twice is one alert, and changes nothing
 * @returns the facts of the alert and of its source's number, or TIME_IN_FUTURE, TIME_TOO_LONG_AGO
 */
export function raiseAlert(
  taken: SourceReference | undefined,
  input: RaiseAlert,
  { now, actor, policy, newId }: Context,
): Decision<AlertFact | SourceReferenceFact> {
  if (taken !== undefined) return accept();
  if (inFuture(input.receivedAt, { now, policy })) return refuse('TIME_IN_FUTURE', { paths: ['/receivedAt'] });
  if (elapsed(input.receivedAt, now) > policy.amount('alert.max-age', now))
    return refuse('TIME_TOO_LONG_AGO', { paths: ['/receivedAt'] });
  const alertId = newId('alt');
  return accept<AlertFact | SourceReferenceFact>(
    {
      type: 'alert.raised',
      data: {
        ...input,
        alertId,
        reference: referenceOf(input.district, input.receivedAt, alertId),
        recordedAt: now,
        slaDueAt: plus(input.receivedAt, policy.amount('sla.breach', now)),
        raisedBy: actor.agency,
        grade: gradeOf(input, policy, now),
      },
    },
    { type: 'alert-source.taken', data: { alertId } },
  );
}
