import type { Schemas } from '../api/client.ts';
import type { SharedCase } from './lists.ts';

type Term = Schemas['Term'];
type Consultation = Schemas['ConsultationEntry'];

/** One thing that needs a person: a consultation that waits for their agency, a term, or a share that ends. */
export type Need = {
  readonly key: string /** When it ends, or since when it is overdue; absent: no moment is set. */;
  readonly at?: string;
} & (
  | { readonly kind: 'consultation'; readonly consultation: Consultation }
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'grant'; readonly share: SharedCase }
);

export interface Known {
  readonly consultations: readonly Consultation[];
  readonly terms: readonly Term[];
  readonly shares: readonly SharedCase[];
}

/**
 * What needs a person, the most urgent first: by its moment; a consultation that waits without one comes before what ends some day. A term of
 * a consultation that stands there already is not said twice.
 */
export function needsOf({ consultations, terms, shares }: Known): readonly Need[] {
  const waiting = consultations.filter(awaitsUs);
  const said = new Set(waiting.map(({ consultationId }) => consultationId));
  const rest = terms.filter(({ about }) => about.kind !== 'consultation' || !said.has(about.id));
  const needs: readonly Need[] = [
    ...waiting.map((consultation) => needOf(consultation)),
    ...rest.map((term): Need => ({ kind: 'term', key: term.termId, at: term.endsAt, term })),
    ...shares.map((share): Need => ({ kind: 'grant', key: share.grantId, at: share.until, share })),
  ];
  return needs.toSorted((a, b) => momentOf(a) - momentOf(b));
}

function needOf(consultation: Consultation): Need {
  const { consultationId: key, overdueSince, nextAt } = consultation;
  const at = overdueSince ?? nextAt;
  return { kind: 'consultation', key, consultation, ...(at !== undefined && { at }) };
}

function awaitsUs({ awaits, overdue }: Consultation): boolean {
  const { answer, ...counts } = awaits;
  return answer || overdue > 0 || Object.values(counts).some((count) => count > 0);
}

function momentOf({ at }: Need): number {
  return at === undefined ? 0 : Date.parse(at);
}
