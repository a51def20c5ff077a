import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { FreezesEnv } from './env.ts';
import { orderOperations } from './order-operations.ts';
import { requestOperations } from './request-operations.ts';
import { stopRoutes } from './stop-routes.ts';

/** The API by which stops are asked for, read and followed. */
export const handler = createApi(
  stopRoutes,
  { ...requestOperations, ...orderOperations },
  () => createApiTools(FreezesEnv.parse(process.env)),
  createLog(),
);
