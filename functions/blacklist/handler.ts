import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { BlacklistEnv } from './env.ts';
import { blacklistOperations } from './operations.ts';
import { blacklistRoutes } from './routes.ts';

/** The API of the blacklist. */
export const handler = createApi(
  blacklistRoutes,
  blacklistOperations,
  () => createApiTools(BlacklistEnv.parse(process.env)),
  createLog(),
);
