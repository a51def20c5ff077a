import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import * as z from 'zod';

/** What goes back to the caller. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
}

const HeaderValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), HeaderValue).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.union([z.string(), z.null()]).optional(),
  isBase64Encoded: z.boolean().default(false),
});

/** An answer of the gateway itself, in its own words. */
export function gatewayAnswer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ message }) };
}

/**
 * The gateway's own answer to a request that it cannot pass on. Of AWS only the sentence in `message` is certain (docs/architecture.md);
 * here it is also a problem (RFC 9457).
 */
export function gatewayProblem(
  status: number,
  title: string,
  code = title.toUpperCase().replaceAll(' ', '_'),
): HttpAnswer & { readonly body: string } {
  const correlationId = `cor-${randomUUID()}`;
  const body = { type: 'about:blank', title, status, code, correlationId, message: title };
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'x-correlation-id': correlationId, 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

function problemFor(code: string | undefined) {
  if (code === 'HPE_HEADER_OVERFLOW') return gatewayProblem(431, 'Request Header Fields Too Large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return gatewayProblem(408, 'Request Timeout');
  return gatewayProblem(400, 'Bad Request');
}

/** The answer, as the bytes of a connection, to bytes that are not a readable request. */
export function unreadable({ code }: { readonly code?: string }): string {
  const { status, headers, body } = problemFor(code);
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`), '', body].join(
    '\r\n',
  );
}

/**
 * A function's result as an HTTP answer, by the rules of payload format 2.0: with a `statusCode` it is the answer,
 * without one it is the body of a 200.
 */
export function toAnswer(result: unknown): HttpAnswer {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: typeof result === 'string' ? result : JSON.stringify(result),
    };
  }
  const parsed = Structured.safeParse(result);
  if (!parsed.success) return gatewayAnswer(500, 'Internal Server Error');
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain', ...lower, ...(cookies.length > 0 && { 'set-cookie': cookies }) },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}
