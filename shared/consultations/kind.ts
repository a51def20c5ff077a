import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import type { Thing } from '../kernel/thing.ts';
import type { Consultation } from './consultation.ts';
import { advanceConsultation } from './deadlines.ts';
import { Consultations } from './streams.ts';

/** A consultation is for its parties; an agency that was asked sees what it was asked. */
export function consultationThing({ convener, parties, deputy }: Pick<Consultation, 'convener' | 'parties' | 'deputy'>): Thing {
  const [taking, asked] = [
    parties.filter(({ answer }) => answer === 'accepted'),
    parties.filter(({ answer }) => answer !== 'accepted'),
  ];
  return {
    agencies: [convener.agency],
    parties: taking.map(({ agency }) => agency),
    invited: asked.map(({ agency }) => agency),
    ...(deputy === undefined ? {} : { deputy: deputy.agency }),
  };
}

/** Evidence that is not shared with the reader is left out of its history. */
export const auditedConsultation: AuditedKind = { stream: 'consultation', starts: 'cst_' };

export const toldConsultation: ToldKind<Consultation> = {
  type: Consultations,
  about: ({ reference, convener, parties }) => {
    const which = (answer: Consultation['parties'][number]['answer']) =>
      parties.filter((party) => party.answer === answer && party.agency !== convener.agency).map(({ agency }) => agency);
    return { reference, agencies: [convener.agency], parties: which('accepted'), invited: which('invited') };
  },
};

export const dueConsultation: DueKind<Consultation> = { type: Consultations, due: advanceConsultation };
