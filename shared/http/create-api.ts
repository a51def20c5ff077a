import middy from '@middy/core';
import type { Context as LambdaContext } from 'aws-lambda';
import type { Journal, StoredAnswer } from '../journal/journal.ts';
import { watched, watchOf } from '../journal/watched.ts';
import { refuse } from '../kernel/decision.ts';
import { errorFields } from '../kernel/error-fields.ts';
import { isRejection, type Operation, type Rejection } from './api-request.ts';
import { type Route, type Routes, routeKey } from './define-routes.ts';
import { type Everywhere, elsewhere } from './elsewhere.ts';
import { unlessKnown } from './entity-tags.ts';
import { type GatewayAnswer, GatewayEvent, withoutBody } from './gateway-event.ts';
import { withActions } from './open-actions.ts';
import { type Incoming, type ReadingTools, readRequest } from './read-request.ts';
import { problemOf, type ReplyContext, reply } from './replies.ts';

/** Where the kit tells what it did. It logs only these fields; none of them is the caller's own text. */
export interface ApiLog {
  info(message: string, fields: RequestLine): void;
  error(message: string, fields: RequestLine): void;
}

interface RequestLine {
  readonly operation?: string;
  readonly status?: number;
  readonly code?: string;
  readonly correlationId?: string;
  readonly error?: string;
  readonly at?: string;
}

/** The input of serving: that of reading a request, and the journal if the function has one. */
type ServingTools = ReadingTools & { readonly journal?: Journal };

/** What each operation of the routes does. */
export type Operations<R extends Routes, Tools> = { readonly [Name in keyof R]: Operation<R[Name], Tools> };

/**
 * The Lambda handler of a context's routes, for API Gateway's HTTP API.
 *
 * A HEAD is answered like the GET of its path, with the length of its body instead of the body (RFC 9110, 9.3.2). Every read has an ETag, and
 * is a 304 for a caller who has that already. A read of one thing tells which actions are open to its caller there (`open-actions.ts`).
 *
 * @param makeTools makes the tools of the operations; called at the first request, once a container
 * @param everywhere the addresses of the whole API, if the function answers requests that fit no route
 */
export function createApi<const R extends Routes, Tools extends ServingTools>(
  routes: R,
  operations: NoInfer<Operations<R, Tools>>,
  makeTools: () => Tools,
  log: ApiLog,
  everywhere: Everywhere = { places: () => [], moved: {} },
): (event: unknown, context: LambdaContext) => Promise<GatewayAnswer> {
  const entries = new Map<string, Entry<Tools>>();
  for (const name in routes) {
    const route = routes[name];
    const operation = operations[name];
    if (route === undefined || operation === undefined) throw new Error(`${name} has no operation`);
    entries.set(routeKey(route), entryOf(name, route, operation));
  }

  let made: Tools | undefined;
  return middy<unknown, GatewayAnswer>(async (raw: unknown) => {
    const event = GatewayEvent.parse(raw);
    made ??= makeTools();
    const tools = made;
    const about = { correlationId: correlationOf(event, tools), language: event.headers['accept-language'], now: tools.now() };
    const entry = entries.get(event.routeKey.replace(HEAD, 'GET ')) ?? nowhere(everywhere);
    const outcome = await serve(entry, event, about, tools, log);
    const given = isRejection(outcome) ? problemOf(outcome, about) : outcome;
    const answer = READ.test(event.routeKey) ? unlessKnown(given, event.headers['if-none-match'], about.now) : given;
    const code = isRejection(outcome) ? { code: outcome.code } : {};
    log.info('request', { operation: entry.operation, status: answer.status, correlationId: about.correlationId, ...code });
    const replied = reply(answer, { ...about, asRecorded: entry.asRecorded });
    return HEAD.test(event.routeKey) || event.requestContext.http?.method === 'HEAD' ? withoutBody(replied) : replied;
  }).onError((request) => {
    // Not an event of API Gateway, no configuration, or no time left: only the invocation is known.
    log.error('function failed', errorFields(request.error));
    const about = { correlationId: request.context.awsRequestId ?? 'none', language: undefined };
    request.response = reply(problemOf(refuse('INTERNAL'), about), about);
  });
}

interface Entry<Tools> {
  readonly operation: string;
  readonly asRecorded?: true | undefined;
  readonly run: (incoming: Omit<Incoming, 'operation'>, tools: Tools) => Promise<StoredAnswer | Rejection>;
}

const HEAD = /^HEAD /;
const READ = /^(?:GET|HEAD) /;

function nowhere(everywhere: Everywhere): Entry<unknown> {
  return { operation: 'none', run: async ({ event }) => elsewhere(everywhere, event) };
}

function entryOf<R extends Route, Tools extends ServingTools>(
  operation: string,
  route: R,
  run: Operation<R, Tools>,
): Entry<Tools> {
  return {
    operation,
    asRecorded: route.asRecorded,
    run: async (incoming, tools) => {
      const request = readRequest(route, { ...incoming, operation }, tools);
      if (isRejection(request)) return request;
      const outcome = await atOneMoment((own) => {
        request.begins();
        return run(request, own);
      }, tools);
      return isRejection(outcome) ? outcome : withActions(outcome, request.openActions());
    },
  };
}

/** How many times a request is served before disagreeing reads count as more than bad luck. */
const MAX_ATTEMPTS = 8;

/**
 * Serves a request over a journal of its own that watches the reads. If a read failed, or gave one stream at two versions, because another
 * command was recorded meanwhile, the request is served again; commands do that themselves (`transact`).
 */
async function atOneMoment<Tools extends ServingTools>(
  serve: (tools: Tools) => Promise<StoredAnswer | Rejection>,
  tools: Tools,
): Promise<StoredAnswer | Rejection> {
  if (tools.journal === undefined) return serve(tools);
  const journal = watched(tools.journal);
  const watch = watchOf(journal);
  for (let attempt = 1; ; attempt += 1) {
    watch?.begin();
    try {
      const answer = await serve({ ...tools, journal });
      if (attempt === MAX_ATTEMPTS || watch?.torn() !== true) return answer;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || (await watch?.holds()) !== false) throw error;
    }
  }
}

/** An unforeseen error is a 500 without details; the log has the error's class and the correlation id. */
async function serve<Tools>(
  entry: Entry<Tools>,
  event: GatewayEvent,
  { correlationId, language }: ReplyContext,
  tools: Tools,
  log: ApiLog,
): Promise<StoredAnswer | Rejection> {
  try {
    return await entry.run({ event, correlationId, language }, tools);
  } catch (error) {
    log.error('request failed', { operation: entry.operation, correlationId, ...errorFields(error) });
    return refuse('INTERNAL');
  }
}

/** A usual trace id: hexadecimal, with hyphens (UUID) or without, or one like Cordon's own. */
const TRACE = /^(?:(?=.*[a-f])[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]{2,8}_[0-9A-Z]{26})$/i;
const CORRELATION = /^[A-Za-z0-9_-]{8,64}$/;
/**
 * As many digits as the number of a phone, a person or an account has, with any separators: it goes into logs, so it must not be such a
 * number.
 */
const LONG_NUMBER = /(?:[0-9][-_]*){9}/;

/** The caller's correlation id if it looks like one, otherwise a new one. */
function correlationOf({ headers }: GatewayEvent, { newId }: ReadingTools): string {
  const given = headers['x-correlation-id'];
  const taken = given !== undefined && (TRACE.test(given) || (CORRELATION.test(given) && !LONG_NUMBER.test(given)));
  return taken ? given : newId('cor');
}
