import type { IncomingHttpHeaders } from 'node:http';
import type { CorsRule } from './object-store.ts';

/** The answer to a page of another origin that asks before it sends; undefined: no rule of the bucket allows it. */
export function preflightHeaders(rules: readonly CorsRule[], headers: IncomingHttpHeaders): Record<string, string> | undefined {
  const { origin = '' } = headers;
  const method = headers['access-control-request-method'];
  const wanted = String(headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = rules.find(
    ({ origins, methods, headers: allowed }) =>
      origins.some((pattern) => fits(pattern, origin)) &&
      methods.some((one) => one === method) &&
      wanted.every((name) => allowed.some((pattern) => fits(pattern.toLowerCase(), name))),
  );
  if (rule === undefined) return undefined;
  return {
    ...headersFor(rule, origin),
    'access-control-allow-methods': rule.methods.join(', '),
    'access-control-allow-headers': wanted.join(', '),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}

/** What a page of another origin needs to read the answer; nothing if no rule knows its origin. */
export function corsHeaders(rules: readonly CorsRule[], origin: string): Record<string, string> {
  const rule = rules.find(({ origins }) => origins.some((pattern) => fits(pattern, origin)));
  return rule === undefined ? {} : headersFor(rule, origin);
}

function headersFor({ exposed }: CorsRule, origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    vary: 'Origin',
    ...(exposed.length === 0 ? {} : { 'access-control-expose-headers': exposed.join(', ') }),
  };
}

/** A rule has at most one star, which stands for anything. */
function fits(pattern: string, value: string): boolean {
  const [start = '', end] = pattern.split('*', 2);
  if (end === undefined) return pattern === value;
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}
