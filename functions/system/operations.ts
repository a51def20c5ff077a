import { pushAlgorithms } from '../../shared/banks/model.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { SigningKeys } from '../../shared/http/signing-key.ts';
import { publishedPolicy } from '../../shared/policy/published.ts';
import { calendarAt } from '../platform/calendar.ts';
import type { Platform } from '../platform/platform.ts';
import type { systemRoutes } from './routes.ts';

export interface SystemTools extends Platform {
  readonly signingKey: SigningKeys;
}

export const systemOperations: Operations<typeof systemRoutes, SystemTools> = {
  getHealth: async (request, { now, policy }) => {
    const at = now();
    return request.answer(200, { status: 'ok', now: at, calendar: calendarAt(at, policy) });
  },

  getKeys: async (request, { signingKey }) => {
    const keys = await Promise.all(pushAlgorithms.map((algorithm) => signingKey(algorithm)));
    return request.answer(200, { keys: keys.map(({ publicJwk }) => ({ ...publicJwk })) });
  },

  getPolicy: async (request, { now }) => {
    const access = request.allowed();
    return access.kind === 'refusal' ? access : request.answer(200, { items: [...publishedPolicy(now())] });
  },
};
