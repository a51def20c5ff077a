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
  readonly before?: string | undefined;
  readonly kind?: TermKind | undefined;
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
  const { limit, before, kind } = call.query;
  const place = await placeOf(call, tools, { before, kind });
  if (place.kind === 'refusal') return place;
  const after = place.after?.['sk'];
  const from = after === undefined ? undefined : behind(after);
  const { terms, last } = await termsOf(call.actor, tools.journal, { limit, from, to: before });
  return {
    kind: 'page',
    terms: kind === undefined ? terms : terms.filter((term) => term.kind === kind),
    next: place.next(last === undefined ? undefined : { sk: last }),
  };
}
