import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.ts';
import type { ApiModel } from '../template/api.ts';
import { place } from '../template/place.ts';
import { decode, type Match } from './routes.ts';

export interface IncomingRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
}

interface Authorization {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

/** The request as an event of API Gateway, payload format 2.0. */
export function toEvent(
  request: IncomingRequest,
  match: Match,
  api: ApiModel,
  clock: Clock,
  authorization?: Authorization,
): object {
  const [rawPath = '/', ...query] = request.url.split('?');
  const rawQueryString = query.join('?');
  const path = rawPath.split('/').map(decode).join('/');
  const queryStringParameters = joinDuplicates(rawQueryString);
  const text = asText(request);
  const now = clock.now();
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: path,
    rawQueryString,
    ...cookiesOf(request.headers),
    headers: headersOf(request.headers),
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: {
      accountId: place.account,
      apiId: api.apiId,
      ...(authorization && { authorizer: { jwt: { claims: authorization.claims, scopes: authorization.scopes } } }),
      domainName: request.headers.host ?? '127.0.0.1',
      domainPrefix: api.apiId,
      http: {
        method: request.method,
        path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.routeKey,
      stage: api.stage,
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    ...(Object.keys(api.stageVariables).length > 0 && { stageVariables: api.stageVariables }),
    ...(request.body.length > 0 && { body: text ?? request.body.toString('base64') }),
    isBase64Encoded: request.body.length > 0 && text === undefined,
  };
}

/** Repeated headers are joined by comma; cookies go elsewhere. */
function headersOf(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'cookie' ? [] : [[name, Array.isArray(value) ? value.join(',') : value] as const],
  );
  return Object.fromEntries(entries);
}

function cookiesOf({ cookie }: IncomingHttpHeaders): { cookies?: string[] } {
  return cookie ? { cookies: cookie.split(';').map((one) => one.trim()) } : {};
}

function joinDuplicates(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = joined[name];
    joined[name] = before === undefined ? value : `${before},${value}`;
  }
  return joined;
}

/** The body as text if it is text by its type and its bytes, so that it reaches the function byte for byte either way. */
function asText({ headers, body }: IncomingRequest): string | undefined {
  const type = headers['content-type'] ?? 'application/json';
  const textual = /^(text\/|application\/([a-z0-9.+-]*\+)?(json|xml|javascript)\b)/i.test(type);
  return textual && isUtf8(body) ? body.toString('utf8') : undefined;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2026:19:03:58 +0000` */
function commonLogTime(epochMs: number): string {
  const iso = new Date(epochMs).toISOString();
  return `${iso.slice(8, 10)}/${monthNames[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
