import type { Operations } from '../../shared/http/create-api.ts';
import type { SigningKey } from '../../shared/http/signing-key.ts';
import { publishedPolicy } from '../../shared/policy/published.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { once } from '../lib/once.ts';
import { readAudit } from './audit.ts';
import { openApiDocument } from './openapi-document.ts';
import type { systemRoutes } from './routes.ts';
import { readStats } from './stats.ts';

export interface SystemTools extends ApiTools {
  readonly signingKey: () => Promise<SigningKey>;
}

/** Made at the first request for it: no other function pays for it, nor this one for health. */
const document = once(openApiDocument);

export const systemOperations: Operations<typeof systemRoutes, SystemTools> = {
  getHealth: async (request, { now }) => request.answer(200, { status: 'ok', now: now() }),

  getOpenApi: async (request) => request.answer(200, { ...document() }),

  getKeys: async (request, { signingKey }) => request.answer(200, { keys: [{ ...(await signingKey()).publicJwk }] }),

  getPolicy: async (request, { now }) => {
    const access = request.allowed();
    return access.kind === 'refusal' ? access : request.answer(200, { items: [...publishedPolicy(now())] });
  },

  getFreezeStats: readStats,

  getAudit: readAudit,
};
