import type { StoredAnswer } from '../journal/journal.ts';
import { refuse } from '../kernel/decision.ts';
import type { Rejection } from './api-request.ts';
import { isCommand, type Route, type Routes } from './define-routes.ts';
import type { GatewayEvent } from './gateway-event.ts';

/**
 * The answer to a request that fits no route: the answer to OPTIONS, 405 if the path has other methods, otherwise 404.
 *
 * @param tables the routes of the whole API; the function that answers such requests knows them all
 */
export function elsewhere(
  tables: readonly Routes[],
  { rawPath, requestContext: { http } }: GatewayEvent,
): StoredAnswer | Rejection {
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
