import type { Operations } from '../../shared/http/create-api.ts';
import type { SigningKey } from '../../shared/http/signing-key.ts';
import { publishedPolicy } from '../../shared/policy/published.ts';
import type { Platform } from '../lib/platform.ts';
import type { systemRoutes } from './routes.ts';
import { readStats } from './stats.ts';

export interface SystemTools extends Platform {
  readonly signingKey: () => Promise<SigningKey>;
}

export const systemOperations: Operations<typeof systemRoutes, SystemTools> = {
  getHealth: async (request, { now }) => request.answer(200, { status: 'ok', now: now() }),

  getKeys: async (request, { signingKey }) => request.answer(200, { keys: [{ ...(await signingKey()).publicJwk }] }),

  getPolicy: async (request, { now }) => {
    const access = request.allowed();
    return access.kind === 'refusal' ? access : request.answer(200, { items: [...publishedPolicy(now())] });
  },

  getFreezeStats: readStats,
};
