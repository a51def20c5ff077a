import type * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import type { RefusalCode } from '../kernel/refusals.ts';
import { Instant } from '../kernel/time.ts';
import { isCommand, type Route, type Routes, refusalsOf } from './define-routes.ts';
import { headers } from './openapi-headers.ts';
import { Problem, problems } from './problems.ts';
import { SIGNATURE_HEADER } from './signature.ts';

/** The schemas that have a name in the document. */
export type Components = Readonly<Record<string, z.ZodType>>;

/** What the document says of itself, besides its routes. */
export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
}

/** The OpenAPI 3.1 description of the API that these route tables make up. */
export function createOpenApi(info: ApiInfo, tables: readonly Routes[], components: Components) {
  const { title, version, description, tags } = info;
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, route] of tables.flatMap((table) => Object.entries(table))) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(operationId, route) };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title, version, description, license: { name: 'Proprietary', url: 'https://spdx.org/licenses/' } },
      servers: [{ url: '/', description: 'The service that serves this document' }],
      tags: tags.map((tag) => ({ ...tag })),
      paths,
      components: {
        schemas: { ...components, Problem },
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'An access token of the configured issuer (OAuth 2.0).',
          },
        },
      },
    },
    {
      allowEmptySchema: { transform: { output: true } },
      override: ({ jsonSchema, zodSchema, io }) => {
        // A moment leaves its schema as text, too; a transformation does not say so.
        if (zodSchema === Instant && io === 'output') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
        // The format says it; the pattern behind it is two hundred characters that nobody reads.
        if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
      },
    },
  );
}

function operationOf(operationId: string, route: Route): ZodOpenApiOperationObject {
  const { summary, tag, access, params, query, body, example } = route;
  return {
    operationId,
    summary,
    tags: [tag],
    security: access === 'public' ? [] : [{ token: [] }],
    ...(access === 'public' ? {} : { description: `Access: \`${access.action}\`.` }),
    requestParams: {
      ...(params === undefined ? {} : { path: params }),
      ...(query === undefined ? {} : { query }),
      header: headersOf(route),
    },
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: body, ...(example === undefined ? {} : { example }) } },
          },
        }),
    responses: responsesOf(route),
  };
}

function headersOf(route: Route): z.ZodObject {
  return headers.pick({
    'accept-language': true,
    'x-correlation-id': true,
    ...(isCommand(route) ? { 'idempotency-key': true } : {}),
    ...(route.ifMatch === true ? { 'if-match': true } : {}),
    ...(route.signed === true ? { [SIGNATURE_HEADER]: true } : {}),
  });
}

function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const answers = Object.entries(route.answers).map(([status, schema]) => [
    status,
    { description: meanings[status] ?? 'Answered', content: { 'application/json': { schema } } },
  ]);
  const refusals = [...codesByStatus(refusalsOf(route))].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\` ${problems[code].en}`).join(' · '),
      content: { 'application/problem+json': { schema: Problem } },
    },
  ]);
  // The gateway's own answers, which are no problems.
  const gateway = [
    ...(route.access === 'public' ? [] : [['401', { description: 'No valid access token' }]]),
    ['429', { description: 'Too many requests; try again later' }],
  ];
  return Object.fromEntries([...answers, ...gateway, ...refusals]);
}

const meanings: Readonly<Record<string, string>> = {
  200: 'Done, or as it was before',
  201: 'Recorded as new',
  202: 'Recorded; what follows from it is under way',
};

function codesByStatus(codes: readonly RefusalCode[]): ReadonlyMap<number, readonly RefusalCode[]> {
  return Map.groupBy(codes, (code) => problems[code].status);
}
