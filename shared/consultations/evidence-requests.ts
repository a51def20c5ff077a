import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Consultation } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import type { AnswerRequest, RequestEvidence } from './model.ts';
import { forbidden, full, type Numbered, notInBundle, signatoryOf, takesPart } from './standing.ts';

/**
 * Asks a party for more evidence (补充证据) until a date.
 *
 * @returns `consultation.evidence-requested`, or CONSULTATION_STATE_FORBIDS, PARTY_UNKNOWN, QUESTION_UNKNOWN, DUE_DATE_PAST,
 *   CONSULTATION_FULL
 */
export function requestEvidence(
  consultation: Consultation,
  input: RequestEvidence,
  { actor, now }: Context,
): Decision<ConsultationFact> {
  const refusal = forbidden(consultation, 'requestEvidence');
  if (refusal !== undefined) return refusal;
  if (!takesPart(consultation, input.from)) return refuse('PARTY_UNKNOWN', { paths: ['/from'] });
  if (input.question !== undefined && consultation.questions[input.question - 1] === undefined)
    return refuse('QUESTION_UNKNOWN', { paths: ['/question'] });
  if (input.dueAt <= now) return refuse('DUE_DATE_PAST', { paths: ['/dueAt'] });
  const n = consultation.evidenceRequests.length + 1;
  const tooMany = full('evidenceRequests', n);
  if (tooMany !== undefined) return tooMany;
  return accept({
    type: 'consultation.evidence-requested',
    data: { at: now, request: { n, by: actor.agency, ...input, askedAt: now, overdue: false, status: 'open' } },
  });
}

/**
 * The agency that was asked answers, in time or late: a late answer counts.
 *
 * @returns `consultation.evidence-answered`, or CONSULTATION_STATE_FORBIDS, NOT_FOUND, ACTION_NOT_ALLOWED for another agency,
 *   EVIDENCE_REQUEST_CLOSED, EVIDENCE_UNKNOWN
 */
export function answerRequest(
  consultation: Consultation,
  { n, ...input }: AnswerRequest & Numbered,
  { actor, now }: Context,
): Decision<ConsultationFact> {
  const request = consultation.evidenceRequests[n - 1];
  if (request === undefined) return refuse('NOT_FOUND');
  if (request.from !== actor.agency) return refuse('ACTION_NOT_ALLOWED');
  if (request.status !== 'open') return refuse('EVIDENCE_REQUEST_CLOSED', { state: request.status });
  const refusal = forbidden(consultation, 'answerRequest');
  if (refusal !== undefined) return refusal;
  const unknown = notInBundle(consultation, input.exhibits, '/exhibits');
  if (unknown.length > 0) return refuse('EVIDENCE_UNKNOWN', { paths: unknown });
  return accept({
    type: 'consultation.evidence-answered',
    data: { at: now, n, answer: { by: signatoryOf(actor), at: now, ...input, late: request.dueAt < now } },
  });
}
