import type { Consultation } from '../../shared/consultations/consultation.ts';
import type { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { consultationThing } from '../../shared/consultations/kind.ts';
import { type Opinion, type OpinionFact, opinionId } from '../../shared/consultations/opinion.ts';
import { takesPart } from '../../shared/consultations/standing.ts';
import { Consultations, Opinions } from '../../shared/consultations/streams.ts';
import { consultationView } from '../../shared/consultations/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { staleness } from '../../shared/http/carry-out.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import { refuse } from '../../shared/kernel/decision.ts';

export interface FoundConsultation {
  readonly kind: 'consultation';
  readonly state: Consultation;
  readonly loaded: Loaded<Consultation, ConsultationFact>;
}

export type ConsultationCall = Call & { readonly params: { readonly consultationId: string } };

/** The consultation, if it exists, the caller may do this with it, and it is the version the caller knows. */
export async function consultationOf(request: ConsultationCall, journal: Journal): Promise<FoundConsultation | Rejection> {
  const loaded = await journal.load(Consultations, request.params.consultationId);
  const { state, version } = loaded;
  if (state === undefined) return refuse('NOT_FOUND');
  const access = request.allowed(consultationThing(state));
  if (access.kind === 'refusal') return access;
  const partly = takesPart(state, request.actor.agency)
    ? undefined
    : tagOf(undefined, consultationView(state, new Map(), request.actor, request.context().now));
  return staleness(request, version, partly) ?? { kind: 'consultation', state, loaded };
}

/** The stream that the next opinion of a consultation begins. The consultation's version guards that it is still the next. */
export function nextOpinion({ consultationId, opinions }: Consultation): Loaded<Opinion, OpinionFact> {
  return fresh(Opinions, opinionId(consultationId, opinions.length + 1));
}
