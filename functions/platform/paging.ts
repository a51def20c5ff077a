import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { CardPage, IndexQuery } from '../../shared/journal/journal.ts';
import type { ApiTools } from './api-tools.ts';
import { type Next, placeOf } from './place.ts';

interface PagedQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page {
  readonly kind: 'page';
  readonly cards: CardPage['cards'];
  /** The stream that the page before ended with; absent on the first page. */
  readonly after?: string;
  readonly next: Next;
}

/**
 * A page of an index for this caller.
 *
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfIndex(
  call: Call & { readonly query: PagedQuery },
  tools: ApiTools,
  part: Pick<IndexQuery, 'index' | 'pk' | 'from' | 'to' | 'newestFirst'>,
): Promise<Page | Rejection> {
  const { index, pk, from, to } = part;
  const place = await placeOf(call, tools, { index, pk, from, to });
  if (place.kind === 'refusal') return place;
  const { after } = place;
  const page = await tools.journal.find({ ...part, limit: call.query.limit, ...(after === undefined ? {} : { after }) });
  const behind = after?.['stream'];
  return { kind: 'page', cards: page.cards, next: place.next(page.next), ...(behind === undefined ? {} : { after: behind }) };
}
