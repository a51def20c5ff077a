import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { makeCursor, readCursor } from '../../shared/http/cursor.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../lib/api-tools.ts';

interface Offset {
  readonly kind: 'offset';
  /** How many entries come before the page. */
  readonly at: number;
  /** The cursor of the page that begins behind so many entries. */
  readonly cursor: (at: number) => string;
}

/**
 * Where a page of a list begins that only ever grows at one end and is read from the other or from a fixed state.
 *
 * @param query what the list is of; a cursor of another does not fit
 * @returns the offset, or CURSOR_INVALID
 */
export async function offsetIn(
  call: Call & { readonly query: { readonly cursor?: string | undefined } },
  { dataKeys, now }: ApiTools,
  query: Readonly<Record<string, unknown>>,
): Promise<Offset | Rejection> {
  const key = (await dataKeys()).cursors;
  const scope = { operation: call.operation, query, actor: call.actor };
  const { cursor } = call.query;
  const position = cursor === undefined ? { at: '0' } : readCursor(key, scope, cursor, now());
  const at = Number(position?.['at']);
  if (!Number.isSafeInteger(at)) return refuse('CURSOR_INVALID');
  return { kind: 'offset', at, cursor: (next) => makeCursor(key, scope, { at: String(next) }, now()) };
}
