import type { Operations } from '../../shared/http/create-api.ts';
import type { TokenPlace } from '../../shared/http/create-openapi.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { ReadingTools } from '../../shared/http/read-request.ts';
import { once } from '../platform/once.ts';
import { bankDocument } from './bank-document.ts';
import { openApiDocument } from './openapi-document.ts';
import type { openApiRoutes } from './routes.ts';

export interface OpenApiTools extends ReadingTools {
  /** Where tokens are to be had. */
  readonly tokens: TokenPlace;
}

/** Made at the first request for it, and then kept. */
const document = once(openApiDocument);
/** It is the same for all callers of a release, and long: its tag is made once, too. */
const tag = once(() => tagOf(undefined, document()));

export const openApiOperations: Operations<typeof openApiRoutes, OpenApiTools> = {
  getOpenApi: async (request) => request.answer(200, { ...document() }, tag()),
  getBankOpenApi: async (request, { tokens }) => request.answer(200, { ...bankDocument(tokens) }),
};
