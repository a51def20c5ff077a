import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { CardPage } from '../../shared/journal/journal.ts';
import { behind, through } from '../../shared/journal/keys.ts';
import type { ApiTools } from './api-tools.ts';
import type { Page } from './paging.ts';
import { placeOf } from './place.ts';

interface DeskQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * A page of the entries on several desks, in one order. It reads each desk for one page from where the last page ended, so a page costs the
 * same for any number of entries. The cursor only fits the caller, the operation and these desks.
 *
 * @param desks the partitions of the desks in the index `inbox`
 * @param within the beginning of the sort key, or undefined for all
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfDesks(
  call: Call & { readonly query: DeskQuery },
  tools: ApiTools,
  desks: readonly string[],
  within = '',
): Promise<Page | Rejection> {
  const { limit } = call.query;
  const place = await placeOf(call, tools, { desks, within });
  if (place.kind === 'refusal') return place;
  const after = place.after?.['sk'];
  const from = after === undefined ? within : behind(after);
  const range = { ...(from === '' ? {} : { from }), ...(within === '' ? {} : { to: through(within) }) };
  const pages = await Promise.all(desks.map((desk) => tools.journal.find({ index: 'inbox', pk: desk, ...range, limit })));
  const found = pages.flatMap(({ cards }) => cards).toSorted(bySortKey);
  const cards = found.slice(0, limit);
  const last = cards.at(-1);
  const more = found.length > limit || pages.some(({ next }) => next !== undefined);
  return { kind: 'page', cards, next: place.next(more && last !== undefined ? { sk: last.sk } : undefined) };
}

/** The database's order; sort keys of desks are plain ASCII and end with an id, so no two are the same. */
function bySortKey(a: CardPage['cards'][number], b: CardPage['cards'][number]): number {
  return a.sk < b.sk ? -1 : 1;
}
