import type { AskFor } from '../../approvals/bodies.ts';
import type { Question } from '../../approvals/model.ts';
import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context, District } from '../../kernel/context.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { type Filing, sameFiling } from './filing.ts';

/** The alarm that an outside filing is for, and what Cordon knows of the case. */
interface AlarmAtHand {
  readonly district: District;
  readonly receivedAt: string;
  /** The filing of the case in Cordon that the alarm belongs to. */
  readonly filing?: Filing | undefined;
  /** Whether a case in Cordon has the named case number. */
  readonly taken: boolean;
}

/**
 * The question when an officer asks a supervisor to vouch for the filing of a case outside Cordon: after the alarm, and not in the future.
 * An alarm whose own case is filed needs none, and a case that is in Cordon is not an outside case.
 *
 * @returns the question, or CASE_ALREADY_FILED, CASE_NUMBER_TAKEN, TIME_IN_FUTURE, TIME_BEFORE_ALARM
 */
export function outsideFilingQuestion(
  alarm: AlarmAtHand,
  { alertId, filing, agency }: AskFor<'outside-filing'>,
  context: Context,
): Question | Refusal {
  if (alarm.filing !== undefined) return refuse('CASE_ALREADY_FILED');
  if (alarm.taken) return refuse('CASE_NUMBER_TAKEN', { paths: ['/filing/caseNumber'] });
  const paths = ['/filing/filedAt'];
  if (inFuture(filing.filedAt, context)) return refuse('TIME_IN_FUTURE', { paths });
  if (isBefore(filing.filedAt, alarm.receivedAt, context)) return refuse('TIME_BEFORE_ALARM', { paths });
  return {
    kind: 'question',
    matter: { gate: 'outside-filing', alertId, filing, agency },
    needed: { role: 'supervisor', level: 'county', legalReview: false },
    ...{ district: alarm.district, since: alarm.receivedAt },
  };
}

/**
 * Why a filing that a body names is not the one on record.
 *
 * @returns CASE_NOT_FILED if none is on record, FILING_DIFFERS with the member that differs, or undefined
 */
export function namedFilingRefusal(named: Filing | undefined, recorded: Filing | undefined): Refusal | undefined {
  if (named === undefined) return undefined;
  if (recorded === undefined) return refuse('CASE_NOT_FILED', { paths: ['/filing/caseNumber'] });
  const members = ['caseNumber', 'decisionNumber', 'filedAt'] as const;
  const differing = members.filter((member) => !sameFiling({ ...recorded, [member]: named[member] }, recorded));
  return differing.length === 0 ? undefined : refuse('FILING_DIFFERS', { paths: differing.map((member) => `/filing/${member}`) });
}
