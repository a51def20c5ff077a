import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { makeCursor, type Position, readCursor } from '../../shared/http/cursor.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from './api-tools.ts';

type PagedCall = Call & { readonly query: { readonly cursor?: string | undefined } };
type PagingTools = Pick<ApiTools, 'dataKeys' | 'now'>;

/** The member of an answer that leads to the next page; empty on the last. */
export interface Next {
  readonly next?: string;
}

/** Where a page of a list begins. */
export interface Place {
  readonly kind: 'place';
  /** Where the page before ended; undefined on the first page. */
  readonly after: Position | undefined;
  /** The cursor of the page after this position, or undefined if there is none. */
  readonly next: (position: Position | undefined) => Next;
}

/**
 * The beginning of the requested page. A cursor only fits the caller, the operation and the part that it was made for.
 *
 * @param part the requested part of the list, without cursor and limit
 * @returns the place, or CURSOR_INVALID
 */
export async function placeOf(
  { operation, actor, query: { cursor } }: PagedCall,
  { dataKeys, now }: PagingTools,
  part: Readonly<Record<string, unknown>>,
): Promise<Place | Rejection> {
  const key = (await dataKeys()).cursors;
  const scope = { operation, query: part, actor };
  const after = cursor === undefined ? undefined : readCursor(key, scope, cursor, now());
  if (cursor !== undefined && after === undefined) return refuse('CURSOR_INVALID');
  return {
    kind: 'place',
    after,
    next: (position) => (position === undefined ? {} : { next: makeCursor(key, scope, position, now()) }),
  };
}

/** Where a page begins of a list whose entries are numbered. */
interface NumberedPlace {
  readonly kind: 'place';
  readonly at: number;
  readonly next: (at: number | undefined) => Next;
}

/**
 * The same for a list whose entries are numbered and that only grows at one end. It is counted from the other end, so that entries added
 * meanwhile move nothing from one page to the next.
 *
 * @param name of the number in the cursor's position
 * @param first where the first page begins
 */
export async function numberedPlaceOf(
  call: PagedCall,
  tools: PagingTools,
  part: Readonly<Record<string, unknown>>,
  name: 'at' | 'before',
  first: number,
): Promise<NumberedPlace | Rejection> {
  const place = await placeOf(call, tools, part);
  if (place.kind === 'refusal') return place;
  const at = place.after === undefined ? first : Number(place.after[name]);
  if (!Number.isSafeInteger(at)) return refuse('CURSOR_INVALID');
  return { kind: 'place', at, next: (next) => place.next(next === undefined ? undefined : { [name]: String(next) }) };
}
