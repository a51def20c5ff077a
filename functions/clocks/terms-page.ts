import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { behind } from '../../shared/journal/keys.ts';
import type { TermKind } from '../../shared/terms/model.ts';
import { type TermCard, termsOf } from '../lookups/running-terms.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { type Next, placeOf } from '../platform/place.ts';

interface TermsQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** ISO 8601, UTC */
  readonly dueBefore?: string | undefined;
  readonly kind?: TermKind | undefined;
  /** Only those for which the caller's agency has to act. */
  readonly mine?: 'true' | undefined;
}

interface TermsPage {
  readonly kind: 'page';
  readonly terms: readonly TermCard[];
  readonly next: Next;
}

/**
 * A page of the terms that concern the caller, by their end. A cursor only fits the caller and this query.
 *
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfTerms(call: Call & { readonly query: TermsQuery }, tools: ApiTools): Promise<TermsPage | Rejection> {
  const { limit, cursor: _, ...filter } = call.query;
  const place = await placeOf(call, tools, filter);
  if (place.kind === 'refusal') return place;
  const after = place.after?.['sk'];
  const from = after === undefined ? undefined : behind(after);
  const { terms, last } = await termsOf(call.actor, tools.journal, { limit, from, to: filter.dueBefore });
  return {
    kind: 'page',
    terms: terms.filter(isAsked(call)),
    next: place.next(last === undefined ? undefined : { sk: last }),
  };
}

type Filters = Pick<TermsQuery, 'kind' | 'mine'>;

/** Whether a term is one of those that the query asks for. */
export function isAsked({ query: { kind, mine }, actor }: Call & { readonly query: Filters }): (term: TermCard) => boolean {
  return (term) => (kind ?? term.kind) === term.kind && (mine === undefined || term.waitsFor === actor.agency);
}
