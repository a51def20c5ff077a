import { allowedActions } from '../access/decide-access.ts';
import { type Action, accessPolicy, knownBy, type ThingKind } from '../access/policy.ts';
import type { StoredAnswer } from '../journal/journal.ts';
import type { Actor } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import { ACTIONS_HEADER, type Route } from './define-routes.ts';

/**
 * The kind of thing whose actions the answers of the route tell; undefined if they tell none. They do of a read whose path names one thing,
 * and no part of it: a thing that a caller may come to do something with, so not a history (`stream`).
 */
export function actionsToldOn({ method, access, params }: Pick<Route, 'method' | 'access' | 'params'>): ThingKind | undefined {
  if (method !== 'GET' || access === 'public' || Object.keys(params?.shape ?? {}).length !== 1) return undefined;
  const { on } = accessPolicy[access.action];
  return on !== 'stream' && Object.hasOwn(knownBy, on) ? on : undefined;
}

/** The thing that a request names, as the policy was asked about it: the first on which the caller was allowed the route's action. */
export interface SeenThing {
  begins(): void;
  /** The policy allowed the route's action on this. */
  allowed(thing: Thing | undefined): void;
  /** A rule of the domain refuses the caller these on that thing, whatever it sends. */
  closes(actions: readonly Action[]): void;
  actions(): readonly Action[] | undefined;
}

/**
 * Watches for the thing that a request names. An operation asks of it before all else; of others that stand around it, such as the orders of
 * a trace, it asks later. A thing that the caller may not see is refused, so it is never the one.
 */
export function seenThing(route: Route, actor: Actor): SeenThing {
  const on = actionsToldOn(route);
  let seen: { readonly thing: Thing | undefined } | undefined;
  let closed: readonly Action[] = [];
  return {
    begins: () => {
      seen = undefined;
      closed = [];
    },
    allowed: (thing) => {
      seen ??= { thing };
    },
    closes: (actions) => {
      closed = actions;
    },
    actions: () =>
      on === undefined || seen === undefined
        ? undefined
        : allowedActions(on, actor, seen.thing).filter((action) => !closed.includes(action)),
  };
}

/** The answer of a read with the actions that are open to its caller. */
export function withActions(answer: StoredAnswer, actions: readonly Action[] | undefined): StoredAnswer {
  if (actions === undefined || answer.status !== 200) return answer;
  return { ...answer, headers: { ...answer.headers, [ACTIONS_HEADER]: actions.join(' ') } };
}
