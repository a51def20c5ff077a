import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { ProtectionsEnv } from './env.ts';
import { protectionOperations } from './operations.ts';
import { protectionRoutes } from './routes.ts';

/** The API of protective measures. */
export const handler = createApi(
  protectionRoutes,
  protectionOperations,
  () => createApiTools(ProtectionsEnv.parse(process.env)),
  createLog(),
);
