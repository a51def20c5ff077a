import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { ReturnPlansEnv } from './env.ts';
import { returnPlanOperations } from './operations.ts';
import { returnPlanRoutes } from './routes.ts';

/** The plan of a round of return, computed from the lines of the banks. */
export const handler = createApi(
  returnPlanRoutes,
  returnPlanOperations,
  () => createApiTools(ReturnPlansEnv.parse(process.env)),
  createLog(),
);
