import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { RegionalEnv } from './env.ts';
import { measureOperations } from './measure-operations.ts';
import { regionalRoutes } from './routes.ts';
import { stationOperations } from './station-operations.ts';

/** The API of the regional side: measures, and the ranking of stations. */
export const handler = createApi(
  regionalRoutes,
  { ...measureOperations, ...stationOperations },
  () => createApiTools(RegionalEnv.parse(process.env)),
  createLog(),
);
