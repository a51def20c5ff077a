import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { MeEnv } from './env.ts';
import { meOperations } from './operations.ts';
import { meRoutes } from './routes.ts';

/** What Cordon knows of the caller, and the words for every enumeration. */
export const handler = createApi(meRoutes, meOperations, () => createApiTools(MeEnv.parse(process.env)), createLog());
