import type { Operations } from '../../shared/http/create-api.ts';
import type { ReadingTools } from '../../shared/http/read-request.ts';
import { once } from '../lib/once.ts';
import { openApiDocument } from './openapi-document.ts';
import type { openApiRoutes } from './routes.ts';

/** Made at the first request for it, and then kept. */
const document = once(openApiDocument);

export const openApiOperations: Operations<typeof openApiRoutes, ReadingTools> = {
  getOpenApi: async (request) => request.answer(200, { ...document() }),
};
