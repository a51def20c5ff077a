import type { StoredAnswer } from '../journal/journal.ts';
import { refuse } from '../kernel/decision.ts';
import type { Rejection } from './api-request.ts';
import { isCommand, type Route } from './define-routes.ts';
import type { GatewayEvent } from './gateway-event.ts';

/** Where a route is, and by which methods it is reached. */
export type Place = Pick<Route, 'method' | 'path' | 'signed'>;

/** What the function that answers requests that fit no route knows of all addresses. */
export interface Everywhere {
  /** Where the routes of the whole API are; asked for at the first request that fits none. */
  readonly places: () => readonly Place[];
  /** Addresses that lead to another. */
  readonly moved: Readonly<Record<string, string>>;
}

/** The answer to a request that fits no route: the way on, the answer to OPTIONS, 405 if the path has other methods, otherwise 404. */
export function elsewhere(
  { places, moved }: Everywhere,
  { rawPath, requestContext: { http } }: GatewayEvent,
): StoredAnswer | Rejection {
  const location = Object.hasOwn(moved, rawPath) ? moved[rawPath] : undefined;
  if (location !== undefined) return { status: 308, body: undefined, headers: { location } };
  const allow = methodsAt(places(), rawPath);
  if (allow.length === 0) return refuse('ROUTE_NOT_FOUND');
  if (http?.method === 'OPTIONS') return { status: 204, body: undefined, headers: { allow: allow.join(', ') } };
  return refuse('METHOD_NOT_ALLOWED', { allow });
}

function methodsAt(places: readonly Place[], path: string): readonly string[] {
  const here = places.filter((place) => isAt(place, path));
  if (here.length === 0) return [];
  const methods = here.flatMap((route) => (isCommand(route) ? [route.method] : [route.method, 'HEAD']));
  return [...new Set([...methods, 'OPTIONS'])].toSorted();
}

function isAt(route: Place, path: string): boolean {
  const parts = route.path.split('/');
  const asked = path.split('/');
  return parts.length === asked.length && parts.every((part, i) => (part.startsWith('{') ? asked[i] !== '' : part === asked[i]));
}
