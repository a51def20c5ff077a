import { describe, expect, test } from 'vitest';
import { toAnswer } from '../../local/http/answer.ts';
import { corsHeaders, preflightHeaders } from '../../local/http/cors.ts';
import { compileRoutes } from '../../local/http/routes.ts';
import type { RouteModel } from '../../local/template/api.ts';

const route = (routeKey: string): RouteModel => ({ routeKey, functionArn: 'arn', timeoutMs: 1000, scopes: [] });
const find = compileRoutes(
  [
    '$default',
    'ANY /{proxy+}',
    'GET /v1/things',
    'GET /v1/things/{id}',
    'GET /v1/things/latest',
    'ANY /v1/things/{id}',
    'POST /v1/{kind}/{id}',
  ].map(route),
);
const match = (method: string, path: string) => {
  const found = find(method, path.slice(1).split('/'));
  return [found?.route.routeKey, found?.pathParameters];
};

describe('a request goes to the most specific route', () => {
  test.each([
    ['GET', '/v1/things', 'GET /v1/things', {}],
    ['GET', '/v1/things/latest', 'GET /v1/things/latest', {}],
    ['GET', '/v1/things/7', 'GET /v1/things/{id}', { id: '7' }],
    ['DELETE', '/v1/things/7', 'ANY /v1/things/{id}', { id: '7' }],
    ['POST', '/v1/things/7', 'ANY /v1/things/{id}', { id: '7' }],
    ['POST', '/v1/others/7', 'POST /v1/{kind}/{id}', { kind: 'others', id: '7' }],
    ['GET', '/a/b%20c', 'ANY /{proxy+}', { proxy: 'a/b c' }],
    ['GET', '/v1/things/order%231', 'GET /v1/things/{id}', { id: 'order#1' }],
  ])('%s %s', (method, path, routeKey, parameters) => {
    expect(match(method, path)).toEqual([routeKey, parameters]);
  });

  test('or to none', () => {
    expect(compileRoutes([route('GET /a')])('GET', ['b'])).toBeUndefined();
    expect(compileRoutes([route('GET /a'), route('$default')])('GET', ['b'])?.route.routeKey).toBe('$default');
  });

  test('an unknown route key is refused', () => {
    expect(() => compileRoutes([route('GET things')])).toThrow(/GET things/);
  });
});

describe('a function’s result as an answer', () => {
  test.each([
    [
      'with a status',
      { statusCode: 201, headers: { 'X-A': 'b' }, body: 'hi' },
      { status: 201, headers: { 'content-type': 'text/plain', 'x-a': 'b' }, body: 'hi' },
    ],
    [
      'with cookies',
      { statusCode: 200, cookies: ['a=1', 'b=2'] },
      { status: 200, headers: { 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] }, body: '' },
    ],
    [
      'in base64',
      { statusCode: 200, body: 'aGk=', isBase64Encoded: true },
      { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from('hi') },
    ],
    ['without a status', { a: 1 }, { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":1}' }],
    ['as text', 'hi', { status: 200, headers: { 'content-type': 'application/json' }, body: 'hi' }],
    [
      'with a status that is none',
      { statusCode: 'fine' },
      { status: 500, headers: { 'content-type': 'application/json' }, body: '{"message":"Internal Server Error"}' },
    ],
  ])('%s', (_name, result, answer) => {
    expect(toAnswer(result)).toEqual(answer);
  });
});

describe('cross-origin requests', () => {
  const cors = {
    AllowOrigins: ['https://console'],
    AllowMethods: ['GET', 'POST'],
    AllowHeaders: ['authorization'],
    ExposeHeaders: ['etag'],
    MaxAge: 60,
    AllowCredentials: true,
  };

  test('an allowed origin is told so, another one is not', () => {
    expect(corsHeaders(cors, { origin: 'https://console' })).toEqual({
      'access-control-allow-origin': 'https://console',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'etag',
      vary: 'Origin',
    });
    expect(corsHeaders(cors, { origin: 'https://elsewhere' })).toEqual({});
    expect(corsHeaders(cors, {})).toEqual({});
  });

  test('a preflight request learns methods and headers', () => {
    expect(preflightHeaders(cors)).toEqual({
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization',
      'access-control-max-age': '60',
    });
  });
});
