import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { AlertsEnv } from './env.ts';
import { alertOperations } from './operations.ts';
import { putRightOperations } from './put-right-operations.ts';
import { alertRoutes } from './routes.ts';

/** The API of alerts. */
export const handler = createApi(
  alertRoutes,
  { ...alertOperations, ...putRightOperations },
  () => createApiTools(AlertsEnv.parse(process.env)),
  createLog(),
);
