import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { ObjectionsEnv } from './env.ts';
import { objectionOperations } from './operations.ts';
import { objectionRoutes } from './routes.ts';

/** The API of objections. */
export const handler = createApi(
  objectionRoutes,
  objectionOperations,
  () => createApiTools(ObjectionsEnv.parse(process.env)),
  createLog(),
);
