import { expect, test } from 'vitest';
import * as z from 'zod';
import { consolePaths } from '../../functions/console/routes.ts';
import { apiParts, everyTable } from '../../functions/openapi/every-table.ts';
import { type Route, type Routes, routeKey } from '../../shared/http/define-routes.ts';
import { ofType, synthesize } from '../support/synth.ts';

const { running } = synthesize();
const routes = ofType(running, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) =>
  z
    .object({
      RouteKey: z.string(),
      AuthorizationType: z.enum(['JWT', 'NONE']),
      AuthorizerId: z.object({ Ref: z.string() }).optional(),
      Target: z.unknown(),
    })
    .parse(Properties),
);
const tables: Readonly<Record<string, Routes>> = Object.fromEntries(
  apiParts.map(({ serves, routes }) => [`Api${serves}`, routes]),
);
const declared = Object.values(tables).flatMap((table) => Object.values(table));
/** Each GET answers HEAD as well. */
const keysOf = (taken: readonly Route[]) =>
  taken.flatMap((route) => (route.method === 'GET' ? [routeKey(route), `HEAD ${route.path}`] : [routeKey(route)]));

/** The console is no part of the API: its addresses answer with a page and files, to all. */
const ofConsole = consolePaths.flatMap((path) => [`GET ${path}`, `HEAD ${path}`]);

test('the tables here are all the tables', () => {
  const all = everyTable.flatMap((table) => Object.values(table).map(routeKey));
  expect(declared.map(routeKey).sort()).toEqual(all.sort());
});

test('the API has the routes of the tables, those of the console, one for requests that fit no route, and nothing else', () => {
  expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([...keysOf(declared), ...ofConsole, '$default'].sort());
});

test('each route is behind the token check unless it is of the console, or its table says it is public', () => {
  const open = routes.filter(({ AuthorizationType }) => AuthorizationType === 'NONE').map(({ RouteKey }) => RouteKey);
  expect(open.sort()).toEqual([...keysOf(declared.filter(({ access }) => access === 'public')), ...ofConsole, '$default'].sort());
  expect(open).not.toContain('POST /v1/alerts');
});

test('the token check is one authorizer, whose issuer and audience a deployment decides', () => {
  const authorizers = ofType(running, 'AWS::ApiGatewayV2::Authorizer');
  expect(authorizers.map(([, { Properties }]) => Properties)).toMatchObject([
    {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: [{ Ref: 'TokenAudience' }], Issuer: { Ref: 'IssuerUrl' } },
    },
  ]);
  const used = new Set(routes.flatMap(({ AuthorizerId }) => (AuthorizerId ? [AuthorizerId.Ref] : [])));
  expect([...used]).toEqual(authorizers.map(([id]) => id));
  expect(running.Parameters['IssuerUrl']).not.toHaveProperty('Default');
  expect(running.Parameters['TokenAudience']).toHaveProperty('Default', 'cordon');
});

test.each(Object.entries(tables))('%s serves the routes of its table', (name, table) => {
  const integrations = new Map(
    ofType(running, 'AWS::ApiGatewayV2::Integration').map(([id, { Properties }]) => [
      id,
      JSON.stringify(Properties['IntegrationUri']),
    ]),
  );
  for (const route of Object.values(table)) {
    const found = routes.find(({ RouteKey }) => RouteKey === routeKey(route));
    const integration = [...integrations].find(([id]) => JSON.stringify(found?.Target).includes(`"${id}"`));
    expect(integration?.[1]).toContain(`"${name}`);
  }
});

test('calls are logged without query, body or token, and throttled', () => {
  const [[, { Properties }] = ['', { Properties: {} }]] = ofType(running, 'AWS::ApiGatewayV2::Stage');
  const Settings = z.object({
    AccessLogSettings: z.object({ Format: z.string() }),
    DefaultRouteSettings: z.object({ ThrottlingBurstLimit: z.number().positive(), ThrottlingRateLimit: z.number().positive() }),
  });
  const logged = Object.values(
    z.record(z.string(), z.string()).parse(JSON.parse(Settings.parse(Properties).AccessLogSettings.Format)),
  );
  expect(logged).toContain('$context.routeKey');
  // the path holds ids only, but what callers put there is theirs; the claims may name people
  for (const field of logged) expect(field).not.toMatch(/path|query|identity|sub$|\.name|sourceIp|userAgent/i);
});
