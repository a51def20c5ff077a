import { partsVisible } from '../cases/visibility.ts';
import type { Context } from '../kernel/context.ts';
import { type Created, create, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { consultationReference } from '../kernel/phone-reference.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import type { CasesKnown } from './evidence-visible.ts';
import type { Convene } from './model.ts';
import { answerBy, partiesRefused } from './parties.ts';
import { signatoryOf } from './standing.ts';

/**
 * Convenes a consultation (发起会商). The convener takes part. The convener must be able to see some part of each case it names; naming a case
 * shows it to no party.
 *
 * @returns `consultation.convened`, or PARTY_TWICE, NOT_FOUND for a case that does not exist or that the caller may not see
 */
export function convene(input: Convene, cases: CasesKnown, context: Context): Created<ConsultationFact> {
  const { actor, now, newId } = context;
  const refusal = partiesRefused(actor.agency, input.parties);
  if (refusal !== undefined) return refusal;
  const unseen = input.caseIds.flatMap((caseId, i) => {
    const fraudCase = cases.get(caseId);
    return fraudCase !== undefined && partsVisible(fraudCase, actor, now).length > 0 ? [] : [`/caseIds/${i}`];
  });
  if (unseen.length > 0) return refuse('NOT_FOUND', { paths: unseen });
  const consultationId = newId('cst');
  const { kind, title, caseIds, proposalId, meetingId, questions } = input;
  return create(consultationId, {
    type: 'consultation.convened',
    data: {
      at: now,
      consultation: {
        consultationId,
        reference: consultationReference(now, consultationId),
        kind,
        title,
        convener: signatoryOf(actor),
        caseIds,
        ...defined({ proposalId, meetingId }),
        questions,
        parties: [
          { agency: actor.agency, agencyKind: actor.agencyKind, answer: 'accepted', answeredAt: now },
          ...input.parties.map((agency) => ({ agency, answer: 'invited' as const, dueAt: answerBy(context) })),
        ],
      },
    },
  });
}
