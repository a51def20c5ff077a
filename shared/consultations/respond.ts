import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Consultation } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import type { Reason } from './model.ts';
import { forbidden, signatoryOf, takesPart } from './standing.ts';

/**
 * An agency that was asked takes part; also one that declined at first.
 *
 * @returns `consultation.accepted`, nothing if it had accepted, or CONSULTATION_STATE_FORBIDS
 */
export function acceptInvitation(consultation: Consultation, { actor, now }: Context): Decision<ConsultationFact> {
  if (takesPart(consultation, actor.agency)) return accept();
  const refusal = forbidden(consultation, 'accept');
  if (refusal !== undefined) return refusal;
  const { agencyKind } = actor;
  return accept({ type: 'consultation.accepted', data: { at: now, by: signatoryOf(actor), agencyKind } });
}

/**
 * An agency that was asked does not take part. An agency that accepted has seen what is said there, and cannot have been absent.
 *
 * @returns `consultation.declined`, or CONSULTATION_STATE_FORBIDS, PARTY_ANSWERED
 */
export function declineInvitation(
  consultation: Consultation,
  { reason }: Reason,
  { actor, now }: Context,
): Decision<ConsultationFact> {
  const refusal = forbidden(consultation, 'decline');
  if (refusal !== undefined) return refusal;
  if (takesPart(consultation, actor.agency)) return refuse('PARTY_ANSWERED');
  const { agencyKind } = actor;
  return accept({ type: 'consultation.declined', data: { at: now, by: signatoryOf(actor), agencyKind, reason } });
}
