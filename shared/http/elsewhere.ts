import type { StoredAnswer } from '../journal/journal.ts';
import { refuse } from '../kernel/decision.ts';
import type { Rejection } from './api-request.ts';
import { isCommand, type Route, type Routes } from './define-routes.ts';
import type { GatewayEvent } from './gateway-event.ts';

/** What the function that answers requests that fit no route knows of all addresses. */
export interface Everywhere {
  /** The routes of the whole API. */
  readonly tables: readonly Routes[];
  /** Addresses that lead to another. */
  readonly moved: Readonly<Record<string, string>>;
}

/** The answer to a request that fits no route: the way on, the answer to OPTIONS, 405 if the path has other methods, otherwise 404. */
export function elsewhere(
  { tables, moved }: Everywhere,
  { rawPath, requestContext: { http } }: GatewayEvent,
): StoredAnswer | Rejection {
  const location = Object.hasOwn(moved, rawPath) ? moved[rawPath] : undefined;
  if (location !== undefined) return { status: 308, body: undefined, headers: { location } };
  const allow = methodsAt(tables, rawPath);
  if (allow.length === 0) return refuse('ROUTE_NOT_FOUND');
  if (http?.method === 'OPTIONS') return { status: 204, body: undefined, headers: { allow: allow.join(', ') } };
  return refuse('METHOD_NOT_ALLOWED', { allow });
}

function methodsAt(tables: readonly Routes[], path: string): readonly string[] {
  const here = tables.flatMap((table) => Object.values(table)).filter((route) => isAt(route, path));
  if (here.length === 0) return [];
  const methods = here.flatMap((route) => (isCommand(route) ? [route.method] : [route.method, 'HEAD']));
  return [...new Set([...methods, 'OPTIONS'])].toSorted();
}

function isAt(route: Route, path: string): boolean {
  const parts = route.path.split('/');
  const asked = path.split('/');
  return parts.length === asked.length && parts.every((part, i) => (part.startsWith('{') ? asked[i] !== '' : part === asked[i]));
}
