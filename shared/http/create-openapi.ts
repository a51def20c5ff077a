import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { meaningOf, type RefusalCode } from '#refusals';
import { defined } from '../kernel/defined.ts';
import { Instant, InstantOfOthers } from '../kernel/time.ts';
import {
  ACTIONS_HEADER,
  isCommand,
  mayLackBody,
  type Route,
  type Routes,
  refusalsOf,
  SIGNATURE_HEADER,
  takesOnlyNew,
} from './define-routes.ts';
import { actionsToldOn } from './open-actions.ts';
import { headers, onlyNew } from './openapi-headers.ts';
import { Problem } from './problem-body.ts';

/** The schemas that have a name in the document. */
export type Components = Readonly<Record<string, z.ZodType>>;

/** Where systems get their tokens. */
export interface TokenPlace {
  readonly issuerUrl: string;
  readonly tokenUrl: string;
}

/** The document's own data, besides its routes. */
export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** Where callers get tokens, if the document says so. */
  readonly tokens?: TokenPlace;
}

/** The pushes of Cordon itself to others, by name: each is a POST to an address that the other side registered. */
export type Webhooks = Readonly<Record<string, ZodOpenApiOperationObject>>;

/** The OpenAPI 3.1 description of the API that these route tables make up, and of what it sends out. */
export function createOpenApi(info: ApiInfo, tables: readonly Routes[], webhooks: Webhooks, components: Components) {
  const { title, version, description, tags, tokens } = info;
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, route] of tables.flatMap((table) => Object.entries(table))) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(operationId, route) };
  }
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title,
        version,
        description,
        contact: { name: 'The Cordon team' },
        license: { name: 'Proprietary', url: 'https://spdx.org/licenses/' },
      },
      servers: [{ url: '/', description: 'The service that serves this document' }],
      tags: tags.map((tag) => ({ ...tag })),
      paths,
      webhooks: Object.fromEntries(Object.entries(webhooks).map(([name, post]) => [name, { post }])),
      components: {
        schemas: { ...components, GatewayMessage, Problem },
        securitySchemes: {
          token: tokens === undefined ? bearerToken : clientCredentials(tokens),
        },
      },
    },
    {
      allowEmptySchema: { transform: { output: true } },
      override: ({ jsonSchema, zodSchema, io }) => {
        // A moment leaves its schema as text, too; the schema of a transformation does not say so.
        const isMoment = zodSchema === Instant || zodSchema === InstantOfOthers;
        if (isMoment && io === 'output') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
        // The format says it; its pattern of two hundred characters helps no reader.
        if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
        // The placeholder of a text that was left out need not be a text that may be sent.
        if (jsonSchema.default === '' && (jsonSchema.minLength ?? 0) > 0) delete jsonSchema.default;
      },
    },
  );
  return withPlainNames(document);
}

type Document = ReturnType<typeof createDocument>;

const NAMED = '#/components/schemas/';

/**
 * The document without unused schemas. For a schema that only answers use, the library also writes a form for requests, and calls the form
 * of answers `…Output`; here the form of answers gets the plain name.
 */
function withPlainNames(document: Document): Document {
  const { schemas = {} } = document.components ?? {};
  const text = JSON.stringify(document);
  const unused = Object.keys(schemas).filter((name) => !text.includes(`"${NAMED}${name}"`));
  if (unused.length === 0) return document;
  const plain = new Map(unused.map((name) => [`${name}Output`, name]));
  const renamed: Document = JSON.parse(
    [...plain].reduce((all, [name, other]) => all.replaceAll(`"${NAMED}${name}"`, `"${NAMED}${other}"`), text),
  );
  const kept = Object.entries(renamed.components?.schemas ?? {}).flatMap(([name, schema]) =>
    unused.includes(name) ? [] : [[plain.get(name) ?? name, schema] as const],
  );
  // what only an unused schema referred to is unused now
  return withPlainNames({ ...renamed, components: { ...renamed.components, schemas: Object.fromEntries(kept) } });
}

const bearerToken = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'An access token of the configured issuer (OAuth 2.0).',
} as const;

function clientCredentials({ issuerUrl, tokenUrl }: TokenPlace) {
  return {
    type: 'oauth2',
    description: `An access token (JWT) of the issuer ${issuerUrl}, which has the claims \`agency\`, \`agency_kind\` and \`roles\` of your bank. Send it as \`Authorization: Bearer\`.`,
    flows: { clientCredentials: { tokenUrl, scopes: {} } },
  } as const;
}

function operationOf(operationId: string, route: Route): ZodOpenApiOperationObject {
  const { summary, tag, access, params, query, example, during } = route;
  const body = route.bodyAsTold ?? route.body;
  return {
    operationId,
    summary,
    tags: [tag],
    security: access === 'public' ? [] : [{ token: [] }],
    description: access === 'public' ? 'Access: everyone, without a token.' : `Access: \`${access.action}\`.`,
    ...(access === 'public' ? {} : { 'x-cordon-action': access.action }),
    ...(during === undefined ? {} : { 'x-cordon-states': [...during.states()] }),
    requestParams: {
      ...defined({ path: params, query }),
      header: headersOf(route),
    },
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !mayLackBody(body),
            content: { 'application/json': { schema: body, ...(example === undefined ? {} : { example }) } },
          },
        }),
    responses: responsesOf(route),
  };
}

function headersOf(route: Route): z.ZodObject {
  const common = headers.pick({
    'accept-language': true,
    'x-correlation-id': true,
    ...(isCommand(route) ? { 'idempotency-key': true } : {}),
    ...(route.ifMatch === true ? { 'if-match': true } : {}),
    ...(route.method === 'GET' ? { 'if-none-match': true } : {}),
    ...(route.signed !== undefined ? { [SIGNATURE_HEADER]: true } : {}),
  });
  return takesOnlyNew(route) ? common.extend({ 'if-none-match': onlyNew }) : common;
}

function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const answers = Object.entries(route.answers).map(([status, schema]) => [
    status,
    {
      description: meanings[status] ?? 'Answered',
      headers: isCommand(route) ? answerHeaders : readHeadersOf(route),
      content: { [route.media ?? 'application/json']: { schema } },
    },
  ]);
  const refusing = [...codesByStatus(refusalsOf(route))].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\` ${meaningOf(code).en}`).join(' · '),
      headers: status === meaningOf('BUSY').status ? busyHeaders : problemHeaders,
      content: { 'application/problem+json': { schema: Problem } },
    },
  ]);
  const refused: Record<string, ZodOpenApiResponseObject> = Object.fromEntries(refusing);
  const { 401: unsigned, 429: tooOften } = refused;
  return {
    ...Object.fromEntries(answers),
    ...(route.method === 'GET' ? { 304: actionsToldOn(route) === undefined ? unchanged : unchangedThing } : {}),
    ...refused,
    ...(route.access === 'public' ? {} : { 401: unsigned === undefined ? unauthorized : eitherOf(unauthorized, unsigned) }),
    429: tooOften === undefined ? tooMany : { ...eitherOf(tooMany, tooOften), headers: busyHeaders },
  };
}

/** The answers that API Gateway gives by itself, before it calls a function: not a problem document, but one sentence in English. */
const GatewayMessage = z.object({ message: z.string() }).meta({ description: "API Gateway's own answer." });

const unauthorized = {
  id: 'Unauthorized',
  description: 'No valid access token. API Gateway answers by itself: a plain message, without `code`.',
  content: { 'application/json': { schema: GatewayMessage, example: { message: 'Unauthorized' } } },
};

const tooMany = {
  id: 'TooManyRequests',
  description: 'Too many requests; try again later. API Gateway answers by itself: a plain message, without `code`.',
  content: { 'application/json': { schema: GatewayMessage, example: { message: 'Too Many Requests' } } },
};

const correlation = {
  'x-correlation-id': z.string().meta({
    description: 'Yours if you sent one, otherwise a new one. Name it when you ask about this call.',
    header: { id: 'CorrelationId' },
  }),
};
const retryAfter = {
  'retry-after': z
    .string()
    .meta({ description: 'Seconds to wait before the next try.', example: '1', header: { id: 'RetryAfter' } }),
};

const answerHeaders = z.object({
  ...correlation,
  etag: z
    .string()
    .optional()
    .meta({
      description: 'The version of the thing answered, if it has one; for `if-match`.',
      example: '"3"',
      header: { id: 'Etag' },
    }),
  'idempotency-replayed': z
    .literal('true')
    .optional()
    .meta({
      description: 'The command came before under the same key; this is the first answer.',
      header: { id: 'IdempotencyReplayed' },
    }),
});

const readHeaders = z.object({
  ...correlation,
  etag: z.string().meta({
    description:
      'What is shown: it changes when that does, except members that count seconds. For `if-none-match`, and, of one thing, for `if-match`.',
    example: '"~0f8fad5bd9cb469f"',
    header: { id: 'EtagOfRead' },
  }),
});

const thingHeaders = readHeaders.extend({
  [ACTIONS_HEADER]: z.string().meta({
    description:
      'The actions of the access policy that are open to the caller on this thing: names with spaces between them, sorted. Each operation of this document has its action as `x-cordon-action`, and the states in which the thing takes it as `x-cordon-states`.',
    example: 'order.extend order.read order.release',
    header: { id: 'CordonActions' },
  }),
});

function readHeadersOf(route: Route) {
  return actionsToldOn(route) === undefined ? readHeaders : thingHeaders;
}

const unchanged = { id: 'Unchanged', description: 'As the caller has it (`if-none-match`). No body.', headers: readHeaders };
const unchangedThing = { ...unchanged, id: 'UnchangedThing', headers: thingHeaders };

const problemHeaders = z.object({
  ...correlation,
  'content-language': z.enum(['zh', 'en']).meta({ description: 'The language of the title.', header: { id: 'ContentLanguage' } }),
});

const busyHeaders = problemHeaders.extend(retryAfter);

/** A status that the gateway and the service both give. */
function eitherOf(gateway: ZodOpenApiResponseObject, service: ZodOpenApiResponseObject): ZodOpenApiResponseObject {
  return {
    description: `${gateway.description} · ${service.description}`,
    content: { ...gateway.content, ...service.content },
  };
}

const meanings: Readonly<Record<string, string>> = {
  200: 'Done, or as it was before',
  201: 'Recorded as new',
  202: 'Recorded; its consequences are under way',
};

function codesByStatus(codes: readonly RefusalCode[]): ReadonlyMap<number, readonly RefusalCode[]> {
  return Map.groupBy(codes, (code) => meaningOf(code).status);
}
