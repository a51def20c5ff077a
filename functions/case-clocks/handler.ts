import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { CaseClocksEnv } from './env.ts';
import { caseClockOperations } from './operations.ts';
import { caseClockRoutes } from './routes.ts';

/** The terms of procedure of cases. */
export const handler = createApi(
  caseClockRoutes,
  caseClockOperations,
  () => createApiTools(CaseClocksEnv.parse(process.env)),
  createLog(),
);
