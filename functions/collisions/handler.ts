import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { CollisionsEnv } from './env.ts';
import { collisionOperations } from './operations.ts';
import { collisionRoutes } from './routes.ts';

/** The API of collisions with the blacklist. */
export const handler = createApi(
  collisionRoutes,
  collisionOperations,
  () => createApiTools(CollisionsEnv.parse(process.env)),
  createLog(),
);
