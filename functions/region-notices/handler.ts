import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { RegionNoticesEnv } from './env.ts';
import { regionNoticeOperations } from './operations.ts';
import { regionNoticeRoutes } from './routes.ts';

/** The API of the notices to the police of other regions. */
export const handler = createApi(
  regionNoticeRoutes,
  regionNoticeOperations,
  () => createApiTools(RegionNoticesEnv.parse(process.env)),
  createLog(),
);
