import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { ListedCasesEnv } from './env.ts';
import { listedCaseOperations } from './operations.ts';
import { listedCaseRoutes } from './routes.ts';

/** The API of listed cases. */
export const handler = createApi(
  listedCaseRoutes,
  listedCaseOperations,
  () => createApiTools(ListedCasesEnv.parse(process.env)),
  createLog(),
);
