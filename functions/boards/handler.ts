import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { alarmOperations } from './alarm-operations.ts';
import { caseBoardOperations } from './case-operations.ts';
import { BoardsEnv } from './env.ts';
import { boardRoutes } from './routes.ts';

/** The API of boards: what a page of a console shows, in one read. */
export const handler = createApi(
  boardRoutes,
  { ...alarmOperations, ...caseBoardOperations },
  () => createApiTools(BoardsEnv.parse(process.env)),
  createLog(),
);
