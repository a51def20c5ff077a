import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { CasePartsEnv } from './env.ts';
import { casePartOperations } from './operations.ts';
import { casePartRoutes } from './routes.ts';

/** The API of what a case is shared with beside itself: the money on its way back, objections. */
export const handler = createApi(
  casePartRoutes,
  casePartOperations,
  () => createApiTools(CasePartsEnv.parse(process.env)),
  createLog(),
);
