import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { makeCursor, readCursor } from '../../shared/http/cursor.ts';
import type { CardPage } from '../../shared/journal/journal.ts';
import { behind, through } from '../../shared/journal/keys.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from './api-tools.ts';
import type { Page } from './paging.ts';

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
  { journal, dataKeys, now }: ApiTools,
  desks: readonly string[],
  within = '',
): Promise<Page | Rejection> {
  const { limit, cursor } = call.query;
  const scope = { operation: call.operation, query: { desks, within }, actor: call.actor };
  const key = (await dataKeys()).cursors;
  const after = cursor === undefined ? undefined : readCursor(key, scope, cursor, now())?.['sk'];
  if (cursor !== undefined && after === undefined) return refuse('CURSOR_INVALID');
  const from = after === undefined ? within : behind(after);
  const range = { ...(from === '' ? {} : { from }), ...(within === '' ? {} : { to: through(within) }) };
  const pages = await Promise.all(desks.map((desk) => journal.find({ index: 'inbox', pk: desk, ...range, limit })));
  const found = pages.flatMap(({ cards }) => cards).toSorted(bySortKey);
  const cards = found.slice(0, limit);
  const last = cards.at(-1);
  const more = found.length > limit || pages.some(({ next }) => next !== undefined);
  const next = more && last !== undefined ? { next: makeCursor(key, scope, { sk: last.sk }, now()) } : {};
  return { kind: 'page', cards, next };
}

/** The database's order; sort keys of desks are plain ASCII and end with an id, so no two are the same. */
function bySortKey(a: CardPage['cards'][number], b: CardPage['cards'][number]): number {
  return a.sk < b.sk ? -1 : 1;
}
