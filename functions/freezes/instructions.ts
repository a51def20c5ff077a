import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { FreezesEnv } from './env.ts';
import { instructionOperations } from './instruction-operations.ts';
import { instructionRoutes } from './instruction-routes.ts';

/** The API of the steps after the stop was asked for. */
export const handler = createApi(
  instructionRoutes,
  instructionOperations,
  () => createApiTools(FreezesEnv.parse(process.env)),
  createLog(),
);
