import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { ClocksEnv } from './env.ts';
import { clockOperations } from './operations.ts';
import { clockRoutes } from './routes.ts';

/** The terms that run for the caller. */
export const handler = createApi(clockRoutes, clockOperations, () => createApiTools(ClocksEnv.parse(process.env)), createLog());
