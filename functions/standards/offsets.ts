import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { makeCursor, readCursor } from '../../shared/http/cursor.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../platform/api-tools.ts';

interface Offset {
  readonly kind: 'offset';
  /** Where the page begins: how many entries lie on the side that the list is read away from. */
  readonly at: number;
  /** The cursor of the page that begins there. */
  readonly cursor: (at: number) => string;
}

/**
 * Where a page begins, of a list that only ever grows at one end. It is counted from the other end, so that entries added meanwhile move
 * nothing from one page to the next.
 *
 * @param query the list; a cursor of another does not fit
 * @param first where the first page begins
 * @returns the offset, or CURSOR_INVALID
 */
export async function offsetIn(
  call: Call & { readonly query: { readonly cursor?: string | undefined } },
  { dataKeys, now }: ApiTools,
  query: Readonly<Record<string, unknown>>,
  first = 0,
): Promise<Offset | Rejection> {
  const key = (await dataKeys()).cursors;
  const scope = { operation: call.operation, query, actor: call.actor };
  const { cursor } = call.query;
  const position = cursor === undefined ? { at: String(first) } : readCursor(key, scope, cursor, now());
  const at = Number(position?.['at']);
  if (!Number.isSafeInteger(at)) return refuse('CURSOR_INVALID');
  return { kind: 'offset', at, cursor: (next) => makeCursor(key, scope, { at: String(next) }, now()) };
}
