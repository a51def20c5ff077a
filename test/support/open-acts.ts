import * as z from 'zod';
import { everyTable } from '../../functions/openapi/every-table.ts';
import { type Action, accessPolicy } from '../../shared/access/policy.ts';
import type { Route } from '../../shared/http/define-routes.ts';
import type { ApiAnswered } from './console-crawl.ts';

const routes: Readonly<Record<string, Route>> = Object.assign({}, ...everyTable);

/**
 * The action that an operation needs, and whether it is on a thing that its path names and that is there: a `PUT` may begin one at a new id.
 *
 * @throws Error if it needs no action
 */
export function actionOf(operation: string): { readonly action: Action; readonly isOnThing: boolean } {
  const route = routes[operation];
  if (route === undefined || route.access === 'public') throw new Error(`${operation} needs no right`);
  const { action } = route.access;
  const { on } = accessPolicy[action];
  return { action, isOnThing: route.method === 'POST' && parametersOf(route).length > 0 && on !== 'none' && on !== 'district' };
}

const Standing = z.object({ state: z.string().optional(), status: z.string().optional() });

/** The commands that the answer to a read of a thing says are open: it names their action, and the thing's state takes them. */
export function openActs({ path, actions = [], body }: ApiAnswered): readonly string[] {
  const read = Object.values(routes).find((route) => route.method === 'GET' && isAt(route, path));
  const known = Standing.safeParse(body).data;
  const state = known?.state ?? known?.status;
  if (read === undefined || read.access === 'public' || state === undefined) return [];
  const { on } = accessPolicy[read.access.action];
  return Object.entries(routes).flatMap(([operation, route]) => {
    const { method, access, during } = route;
    if (method === 'GET' || access === 'public' || accessPolicy[access.action].on !== on) return [];
    const isOfThing = parametersOf(route)[0] === parametersOf(read)[0];
    const isTaken = during === undefined || during.states().includes(state);
    return isOfThing && isTaken && actions.includes(access.action) ? [operation] : [];
  });
}

const parametersOf = ({ params }: Route): readonly string[] => Object.keys(params?.shape ?? {});

function isAt({ path }: Route, asked: string): boolean {
  const [parts, given] = [path.split('/'), asked.split('/')];
  return parts.length === given.length && parts.every((part, at) => part.startsWith('{') || part === given[at]);
}
