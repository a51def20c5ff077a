import { CityError } from '../city-error.ts';
import type { RouteModel } from '../template/api.ts';

export interface Match {
  readonly route: RouteModel;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the route of a request; undefined when no route takes it. `segments` are the path's parts, still percent-encoded. */
export type RouteFinder = (method: string, segments: readonly string[]) => Match | undefined;

interface Compiled {
  readonly route: RouteModel;
  readonly method: string;
  readonly parts: readonly string[];
}

/**
 * The order of API Gateway: a route for the exact path before one with a greedy variable before `$default`, a fixed segment before a
 * variable, and a route for the exact method before `ANY`.
 */
export function compileRoutes(routes: readonly RouteModel[]): RouteFinder {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const compiled = routes.filter((route) => route !== fallback).map(compile);
  return (method, segments) => {
    const fitting = compiled.filter(
      (entry) => (entry.method === 'ANY' || entry.method === method) && fits(entry.parts, segments),
    );
    const [best] = fitting.sort((a, b) => compare(rank(b), rank(a)));
    if (best) return { route: best.route, pathParameters: parametersOf(best.parts, segments) };
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function compile(route: RouteModel): Compiled {
  const [method, path, ...rest] = route.routeKey.split(' ');
  if (!method || !path?.startsWith('/') || rest.length > 0)
    throw new CityError(`The route key '${route.routeKey}' is not understood`);
  return { route, method, parts: path.slice(1).split('/') };
}

const isVariable = (part: string): boolean => part.startsWith('{') && part.endsWith('}');
const isGreedy = (part: string | undefined): boolean => part?.endsWith('+}') ?? false;

function fits(parts: readonly string[], segments: readonly string[]): boolean {
  const greedy = isGreedy(parts.at(-1));
  if (greedy ? segments.length < parts.length : segments.length !== parts.length) return false;
  return parts.every((part, at) => (isVariable(part) ? segments[at] !== '' : part === decode(segments[at] ?? '')));
}

/** Higher is more specific; compared entry by entry. */
function rank({ method, parts }: Compiled): number[] {
  return [
    isGreedy(parts.at(-1)) ? 0 : 1,
    ...parts.map((part) => (isGreedy(part) ? 0 : isVariable(part) ? 1 : 2)),
    method === 'ANY' ? 0 : 1,
  ];
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (const [at, value] of left.entries()) {
    const difference = value - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parametersOf(parts: readonly string[], segments: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    if (isGreedy(part)) parameters[part.slice(1, -2)] = segments.slice(at).map(decode).join('/');
    else if (isVariable(part)) parameters[part.slice(1, -1)] = decode(segments[at] ?? '');
  }
  return parameters;
}

/** A percent-encoded part as text; one that is not valid UTF-8 stays as it came. */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
