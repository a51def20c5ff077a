import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { AgenciesEnv } from './env.ts';
import { agencyOperations } from './operations.ts';
import { agencyRoutes } from './routes.ts';

/** The register of agencies. */
export const handler = createApi(
  agencyRoutes,
  agencyOperations,
  () => createApiTools(AgenciesEnv.parse(process.env)),
  createLog(),
);
