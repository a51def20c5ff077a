import type { Consultation } from '../../shared/consultations/consultation.ts';
import type { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { consultationThing } from '../../shared/consultations/kind.ts';
import { type Opinion, type OpinionFact, opinionId } from '../../shared/consultations/opinion.ts';
import { takesPart } from '../../shared/consultations/standing.ts';
import { Consultations, Opinions } from '../../shared/consultations/streams.ts';
import { consultationView } from '../../shared/consultations/views.ts';
import type { Call } from '../../shared/http/api-request.ts';
import type { Reach } from '../../shared/http/command-on.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';

export type ConsultationCall = Call & { readonly params: { readonly consultationId: string } };

/** The consultation that a request names. An agency that was only asked knows what it is shown, and no version. */
export const consultationNamed: Reach<ConsultationCall, Consultation, ConsultationFact> = {
  load: ({ params }, journal) => journal.load(Consultations, params.consultationId),
  thing: consultationThing,
  shown: (state, { actor, context }) =>
    takesPart(state, actor.agency) ? undefined : tagOf(undefined, consultationView(state, new Map(), actor, context().now)),
  // who takes part has answered: to accept again changes nothing, and to decline is refused
  closed: (state, { actor }) => (takesPart(state, actor.agency) ? ['consultation.respond'] : []),
};

/** The stream that the next opinion of a consultation begins. The consultation's version guards that it is still the next. */
export function nextOpinion({ consultationId, opinions }: Consultation): Loaded<Opinion, OpinionFact> {
  return fresh(Opinions, opinionId(consultationId, opinions.length + 1));
}
