import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { InboxEnv } from './env.ts';
import { type InboxTools, inboxOperations } from './operations.ts';
import { inboxRoutes } from './routes.ts';

function createTools(): InboxTools {
  const env = InboxEnv.parse(process.env);
  return { ...createApiTools(env), allowLoopback: env.ALLOW_LOOPBACK_ENDPOINTS === 'true' };
}

/** The entries on the caller's desks, and the webhooks of agencies. */
export const handler = createApi(inboxRoutes, inboxOperations, createTools, createLog());
