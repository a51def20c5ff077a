import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../lib/api-tools.ts';
import { createLog } from '../lib/log.ts';
import { FreezesEnv } from './env.ts';
import { orderOperations } from './order-operations.ts';
import { requestOperations } from './request-operations.ts';
import { freezeRoutes } from './routes.ts';

/** The API of freeze requests and stop orders. */
export const handler = createApi(
  freezeRoutes,
  { ...requestOperations, ...orderOperations },
  () => createApiTools(FreezesEnv.parse(process.env)),
  createLog(),
);
