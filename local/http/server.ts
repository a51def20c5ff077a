import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { describe, isPortInUse, portTaken } from '../city-error.ts';
import type { Clock } from '../clock.ts';
import { FunctionError, THROTTLED } from '../functions/protocol.ts';
import type { FunctionRuntime } from '../functions/runtime.ts';
import type { ApiModel, AuthorizerModel, RouteModel } from '../template/api.ts';
import type { Usage } from '../usage/usage.ts';
import { gatewayAnswer, gatewayProblem, type HttpAnswer, toAnswer, unreadable } from './answer.ts';
import { type Authorizer, createAuthorizer, type Verdict } from './authorizer.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { docsPage } from './docs-page.ts';
import { type IncomingRequest, toEvent } from './event.ts';
import { compileRoutes, type Match } from './routes.ts';

export interface ApiServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  stop(): Promise<void>;
}

interface ApiOptions {
  readonly api: ApiModel;
  readonly runtime: FunctionRuntime;
  readonly clock: Clock;
  /** 0 for any free port. */
  readonly port: number;
  readonly usage?: Usage | undefined;
  log(line: string): void;
}

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
/**
 * So long a request waits if every instance of its function is busy. The cloud throttles at once; a laptop has fewer instances, and is
 * slower to load them.
 */
const PATIENCE_MS = 20_000;
/** As for the functions themselves: a cold start on a busy machine must not be taken for a hanging function. */
const SHORTEST_TIMEOUT_MS = 10_000;

/**
 * Serves the template's HTTP API on the loopback interface, as API Gateway would.
 * @throws CityError when the port is in use
 */
export async function startApi(options: ApiOptions): Promise<ApiServer> {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // A path that is not a valid URL; the answer does not repeat its text.
    frameworkErrors: (_error, _request, reply) => {
      const { status, headers, body } = gatewayProblem(400, 'Bad Request');
      reply.hijack();
      reply.raw.writeHead(status, { ...headers }).end(body);
    },
    // Input that is not even HTTP, or has far too many headers.
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(unreadable(error));
      else socket.destroy();
    },
  });
  const answer = createGateway(options);
  app.removeAllContentTypeParsers();
  // Signatures are over bytes, so a body reaches the function as it was sent, with any type.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const tooLarge = error.statusCode === 413;
    if (!tooLarge) options.log(`The API could not take a request: ${describe(error)}`);
    const refusal = tooLarge
      ? gatewayProblem(413, 'Request Entity Too Large', 'BODY_TOO_LARGE')
      : gatewayProblem(400, 'Bad Request');
    await reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
  });
  // The function judges the type of a body, so the server takes every body as bytes.
  app.addHook('onRequest', async (request) => {
    if (request.raw.headers['content-type'] !== undefined) request.headers = { 'content-type': 'application/octet-stream' };
  });
  app.get('/docs', { exposeHeadRoute: true }, async (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage));
  const pass = async (request: FastifyRequest, reply: FastifyReply) => {
    const { status, headers, body } = await answer(toIncoming(request));
    // the time of the city, whose clock may run faster
    const date = new Date(options.clock.now()).toUTCString();
    await reply
      .code(status)
      .headers({ date, ...headers })
      .serializer(String)
      .send(body);
    return reply;
  };
  app.all('/*', pass);
  // Methods that the server has no name for.
  app.setNotFoundHandler(pass);
  return { url: await listen(app, options.port), stop: () => app.close() };
}

async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    return await app.listen({ port, host: '127.0.0.1' });
  } catch (error) {
    await app.close();
    throw isPortInUse(error) ? portTaken(port, 'API') : error;
  }
}

function toIncoming(request: FastifyRequest): IncomingRequest {
  return {
    method: request.method,
    url: request.url,
    headers: request.raw.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    sourceIp: request.ip,
    protocol: `HTTP/${request.raw.httpVersion}`,
  };
}

function createGateway({ api, runtime, clock, log, usage }: ApiOptions): (request: IncomingRequest) => Promise<HttpAnswer> {
  const find = compileRoutes(api.routes);
  const prefix = api.stage === '$default' ? [] : [api.stage];
  const authorize = createAuthorization();

  const route = async (request: IncomingRequest): Promise<HttpAnswer> => {
    const match = findRoute(find, prefix, request);
    if (!match) return gatewayAnswer(404, 'Not Found');
    const verdict = await authorize(match.route, request.headers.authorization);
    if (verdict?.kind === 'unauthorized') return gatewayAnswer(401, 'Unauthorized', { 'www-authenticate': verdict.challenge });
    if (verdict?.kind === 'forbidden') return gatewayAnswer(403, 'Forbidden');
    usage?.count('api.requests', meteredRequests(request), match.route.routeKey);
    return callFunction(match.route, toEvent(request, match, api, clock, verdict), runtime, log);
  };
  return async (request) => {
    const { cors } = api;
    if (!cors) return route(request);
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      const allowed = corsHeaders(cors, request.headers);
      return {
        status: 204,
        headers: 'access-control-allow-origin' in allowed ? { ...allowed, ...preflightHeaders(cors) } : {},
        body: '',
      };
    }
    const answer = await route(request);
    return { ...answer, headers: { ...answer.headers, ...corsHeaders(cors, request.headers) } };
  };
}

function findRoute(
  find: ReturnType<typeof compileRoutes>,
  prefix: readonly string[],
  request: IncomingRequest,
): Match | undefined {
  const segments = (request.url.split('?')[0] ?? '/').slice(1).split('/');
  if (prefix.some((part, at) => segments[at] !== part)) return undefined;
  return find(request.method, segments.slice(prefix.length));
}

/** The authorizers of all routes, one for each issuer and audience. */
function createAuthorization(): (route: RouteModel, header: string | undefined) => Promise<Verdict | undefined> {
  const known = new Map<string, Authorizer>();
  const authorizerFor = (model: AuthorizerModel): Authorizer => {
    const key = JSON.stringify(model);
    const authorizer = known.get(key) ?? createAuthorizer(model);
    known.set(key, authorizer);
    return authorizer;
  };
  return async ({ authorizer, scopes }, header) => (authorizer ? authorizerFor(authorizer).check(header, scopes) : undefined);
}

async function callFunction(
  route: RouteModel,
  event: object,
  runtime: FunctionRuntime,
  log: (line: string) => void,
): Promise<HttpAnswer> {
  const expired = new AbortController();
  const late = sleep(Math.max(route.timeoutMs, SHORTEST_TIMEOUT_MS) + PATIENCE_MS, 'late' as const, {
    signal: expired.signal,
  }).catch(() => 'late' as const);
  try {
    const result = await Promise.race([
      runtime.invoke(route.functionArn, event, { caller: 'api', patienceMs: PATIENCE_MS }).then((value) => ({ value })),
      late,
    ]);
    return result === 'late' ? unavailable() : toAnswer(result.value);
  } catch (error) {
    if (error instanceof FunctionError && error.errorType === THROTTLED) return unavailable();
    log(`${route.routeKey}: ${describe(error)}`);
    return gatewayAnswer(500, 'Internal Server Error');
  } finally {
    expired.abort();
  }
}

/** The cloud counts a request once for each 512 KB. */
function meteredRequests({ body }: IncomingRequest): number {
  return Math.max(1, Math.ceil(body.length / (512 * 1024)));
}

/** The function is too busy, or takes too long: the caller tries again. */
function unavailable(): HttpAnswer {
  const problem = gatewayProblem(503, 'Service Unavailable');
  return { ...problem, headers: { ...problem.headers, 'retry-after': '1' } };
}
