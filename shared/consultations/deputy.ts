import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Consultation } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import type { NameDeputy, Reason } from './model.ts';
import { forbidden, signatoryOf, takesPart } from './standing.ts';

/**
 * The convener names the party that may conclude in its place. A new name replaces the earlier one.
 *
 * @returns `consultation.deputy-named`, no fact if the party is the deputy already, or CONSULTATION_STATE_FORBIDS, PARTY_UNKNOWN if the
 *   agency has not accepted, or is the convener itself
 */
export function nameDeputy(
  consultation: Consultation,
  { agency, reason }: NameDeputy,
  { actor, now }: Context,
): Decision<ConsultationFact> {
  const refusal = forbidden(consultation, 'nameDeputy');
  if (refusal !== undefined) return refusal;
  if (agency === consultation.convener.agency || !takesPart(consultation, agency))
    return refuse('PARTY_UNKNOWN', { paths: ['/agency'] });
  if (consultation.deputy?.agency === agency) return accept();
  return accept({ type: 'consultation.deputy-named', data: { at: now, by: signatoryOf(actor), agency, reason } });
}

/** The convener takes the name back: `consultation.deputy-revoked`, no fact if there is no deputy, or CONSULTATION_STATE_FORBIDS. */
export function revokeDeputy(
  consultation: Consultation,
  { reason }: Reason,
  { actor, now }: Context,
): Decision<ConsultationFact> {
  const refusal = forbidden(consultation, 'revokeDeputy');
  if (refusal !== undefined) return refusal;
  const { deputy } = consultation;
  if (deputy === undefined) return accept();
  return accept({
    type: 'consultation.deputy-revoked',
    data: { at: now, by: signatoryOf(actor), agency: deputy.agency, reason },
  });
}
