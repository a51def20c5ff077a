import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { calendarOperations } from './calendar-operations.ts';
import { caseClockOperations } from './case-clock-operations.ts';
import { ClocksEnv } from './env.ts';
import { listOperations } from './list-operations.ts';
import { clockRoutes } from './routes.ts';

/** The terms that run: for the caller, as a calendar, and those of procedure on a case. */
export const handler = createApi(
  clockRoutes,
  { ...listOperations, ...calendarOperations, ...caseClockOperations },
  () => createApiTools(ClocksEnv.parse(process.env)),
  createLog(),
);
