import { byReference, dueShard } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { Consultation } from './consultation.ts';
import { ConsultationFact } from './consultation-facts.ts';
import { nextConsultationMoment } from './deadlines.ts';
import { evolveConsultation } from './evolve-consultation.ts';
import { Opinion, OpinionFact } from './opinion.ts';

/** Consultations by their id; found by their reference, by what is due next, and by the seats of their parties. */
export const Consultations: StreamType<Consultation, ConsultationFact> = {
  name: 'consultation',
  schemaVersion: 6,
  state: Consultation,
  fact: ConsultationFact,
  evolve: evolveConsultation,
  index: (consultation) => {
    const moment = nextConsultationMoment(consultation);
    return {
      entries: {
        inbox: byReference(consultation.reference, consultation.consultationId),
        ...(moment === undefined ? {} : { due: dueShard(consultation.consultationId, moment) }),
      },
      card: { consultationId: consultation.consultationId, status: consultation.status },
    };
  },
};

/** Opinions by consultation and number. The consultation's ledger has the numbers, so no index has them. Written once. */
export const Opinions: StreamType<Opinion, OpinionFact> = {
  name: 'opinion',
  schemaVersion: 2,
  state: Opinion,
  fact: OpinionFact,
  evolve: (before, { data }) => {
    if (before !== undefined) throw new Error('an opinion is never changed');
    return data.opinion;
  },
  index: () => ({ entries: {}, card: {} }),
};
