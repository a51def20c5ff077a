import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { CalendarEnv } from './env.ts';
import { calendarOperations } from './operations.ts';
import { calendarRoutes } from './routes.ts';

/** The calendars of terms, each under a private address. */
export const handler = createApi(
  calendarRoutes,
  calendarOperations,
  () => createApiTools(CalendarEnv.parse(process.env)),
  createLog(),
);
