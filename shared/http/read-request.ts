import type * as z from 'zod';
import { decideAccess, isForOtherRole, shutOut } from '../access/decide-access.ts';
import { hashOf } from '../kernel/canonical.ts';
import type { Actor, Context } from '../kernel/context.ts';
import { refuse } from '../kernel/decision.ts';
import type { IdPrefix } from '../kernel/ids.ts';
import type { RefusalCode } from '../kernel/refusals.ts';
import { inSeveralLines } from '../kernel/tidy.ts';
import type { Policy } from '../policy/policy.ts';
import { actorOf, nameIn } from './actor.ts';
import type { ApiRequest, Rejection } from './api-request.ts';
import { isCommand, mayLackBody, type Route, SIGNATURE_HEADER, takesOnlyNew } from './define-routes.ts';
import { type EntityTags, entityTags } from './entity-tags.ts';
import { fieldErrors } from './field-errors.ts';
import type { GatewayEvent } from './gateway-event.ts';
import { parseJsonBody } from './json-body.ts';
import { seenThing } from './open-actions.ts';
import type { FieldError } from './problem-body.ts';
import { problemOf } from './replies.ts';

/** The outside input of reading a request. */
export interface ReadingTools {
  readonly policy: Policy;
  readonly now: () => string;
  readonly newId: (prefix: IdPrefix) => string;
}

export interface Incoming {
  readonly operation: string;
  readonly event: GatewayEvent;
  readonly correlationId: string;
  /** `Accept-Language`, as it came in. */
  readonly language: string | undefined;
}

/** The actor of a route without a token. */
const nobody: Actor = { agency: 'nobody', agencyKind: 'system', roles: [], subject: 'nobody' };

/**
 * Checks a request against its route: first the caller and whether they may do this at all, then its parts.
 * @returns the request as the operation gets it, or why not
 */
export function readRequest<R extends Route>(route: R, incoming: Incoming, tools: ReadingTools): ApiRequest<R> | Rejection {
  const { operation, event, correlationId, language } = incoming;
  const actor = callerOf(route, event);
  if (isRefused(actor)) return actor;
  const parts = readParts(route, event);
  if (isRefused(parts)) return parts;
  const conditions = readConditions(route, event);
  if (isRefused(conditions)) return conditions;
  const { bytes, ...parsed } = parts;
  const { key, ifMatch, onlyNew } = conditions;
  const now = tools.now();
  const seen = seenThing(route, actor);
  return {
    ...(parsed as Pick<ApiRequest<R>, 'params' | 'query' | 'body'>),
    operation,
    actor,
    callerName: nameIn(event.requestContext.authorizer?.jwt.claims, actor),
    correlationId,
    hasKey: key !== undefined,
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(onlyNew === undefined ? {} : { onlyNew }),
    command: {
      name: operation,
      id: key === undefined ? tools.newId('cor') : hashOf({ agency: actor.agency, subject: actor.subject, key }),
      inputHash: hashOf({ operation, ...parsed, expectedVersion: asHashed(ifMatch), onlyNew }),
      actor,
      correlationId,
      now,
    },
    context: (): Context => ({ now, actor, policy: tools.policy, newId: tools.newId }),
    allowed: (thing) => {
      if (route.access === 'public') return { kind: 'allowed', fields: 'full' };
      const { action } = route.access;
      const access = decideAccess(action, actor, thing);
      if (access.outcome !== 'allowed') return notFor(access.outcome, () => isForOtherRole(action, actor, thing));
      seen.allowed(thing);
      return { kind: 'allowed', fields: access.fields };
    },
    begins: seen.begins,
    closes: seen.closes,
    openActions: seen.actions,
    sent: { bytes, signature: event.headers[SIGNATURE_HEADER] },
    problem: (rejection) => problemOf(rejection, { correlationId, language, now }),
    answer: (status, body, tag) => ({
      status,
      body,
      ...(tag === undefined ? {} : { headers: { etag: `"${tag}"` } }),
    }),
  };
}

function callerOf(route: Route, event: GatewayEvent): Actor | Rejection {
  if (route.access === 'public') return nobody;
  const actor = actorOf(event.requestContext.authorizer?.jwt.claims);
  if (actor === undefined) return refuse('TOKEN_CLAIMS_INVALID');
  const { action } = route.access;
  const outcome = shutOut(action, actor, route.params !== undefined);
  return outcome === undefined ? actor : notFor(outcome, () => isForOtherRole(action, actor, undefined));
}

function notFor(outcome: 'hidden' | 'forbidden', isForOther: () => boolean): Rejection {
  if (outcome === 'hidden') return refuse('NOT_FOUND');
  return refuse(isForOther() ? 'ROLE_NOT_ALLOWED' : 'ACTION_NOT_ALLOWED');
}

interface Parts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly bytes: Uint8Array;
}

function readParts(route: Route, event: GatewayEvent): Parts | Rejection {
  const params = route.params?.safeParse(tidied(event.pathParameters));
  // Nothing has an id that is impossible.
  if (params?.success === false) return refuse('NOT_FOUND');
  const asked = event.queryStringParameters ?? {};
  if (Object.hasOwn(asked, '__proto__')) return invalid({ in: 'query', path: '', rule: 'must not name __proto__' });
  const query = route.query?.safeParse(tidied(asked));
  if (query?.success === false) return invalid(...fieldErrors('query', query.error.issues, namesOf(route.query)));
  const body = readBody(route.body, event);
  if ('kind' in body) return body;
  return { params: params?.data, query: query?.data, ...body };
}

/** The parameters that a route knows. */
function namesOf(query: Route['query']): readonly string[] {
  return query === undefined ? [] : Object.keys(query.shape);
}

/** Values of the address as they were meant: without the white space and the invisible signs that copying brings along. */
function tidied(values: GatewayEvent['pathParameters']): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, value && inSeveralLines(value)]));
}

function readBody(schema: z.ZodType | undefined, event: GatewayEvent): Pick<Parts, 'body' | 'bytes'> | Rejection {
  const isLeftOut = schema === undefined || (mayLackBody(schema) && (event.body ?? '') === '');
  if (isLeftOut) return { body: undefined, bytes: new Uint8Array() };
  const raw = parseJsonBody({
    text: event.body,
    isBase64: event.isBase64Encoded,
    contentType: event.headers['content-type'],
    contentEncoding: event.headers['content-encoding'],
  });
  if (raw.kind === 'refusal') return raw;
  const parsed = schema.safeParse(raw.value);
  return parsed.success ? { body: parsed.data, bytes: raw.bytes } : invalid(...fieldErrors('body', parsed.error.issues));
}

interface Conditions {
  readonly key?: string;
  readonly ifMatch?: EntityTags;
  readonly onlyNew?: true;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

function readConditions(route: Route, { headers }: GatewayEvent): Conditions | Rejection {
  const key = isCommand(route) ? headers['idempotency-key'] : undefined;
  if (key !== undefined && !KEY.test(key)) {
    return invalid({
      in: 'header',
      path: '/idempotency-key',
      rule: 'must be 1 to 255 printable ASCII characters without spaces',
    });
  }
  const match = route.ifMatch === true ? headers['if-match'] : undefined;
  const ifMatch = match === undefined ? undefined : entityTags(match);
  if (match !== undefined && ifMatch === undefined) {
    return invalid({ in: 'header', path: '/if-match', rule: 'must be *, or versions in quotes as an ETag gave them' });
  }
  const none = takesOnlyNew(route) ? headers['if-none-match'] : undefined;
  if (none !== undefined && none.trim() !== '*') {
    return invalid({ in: 'header', path: '/if-none-match', rule: 'must be *' });
  }
  return {
    ...(key === undefined ? {} : { key }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(none === undefined ? {} : { onlyNew: true }),
  };
}

/** As the record of a command has had it from the start: a number for one version, nothing if any will do. */
function asHashed(ifMatch: EntityTags | undefined): number | readonly string[] | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const [only = '', ...others] = ifMatch;
  return others.length === 0 && /^[1-9][0-9]{0,11}$/.test(only) ? Number(only) : ifMatch;
}

/** The refusal of an input that breaks these rules. */
export function invalid(...errors: readonly FieldError[]): Rejection {
  return { ...refuse('INPUT_INVALID' satisfies RefusalCode), errors };
}

function isRefused(value: object): value is Rejection {
  return 'kind' in value && value.kind === 'refusal';
}
