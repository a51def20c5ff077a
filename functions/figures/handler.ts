import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { FiguresEnv } from './env.ts';
import { monthOperations } from './month-operations.ts';
import { readFigures } from './read-figures.ts';
import { figureRoutes } from './routes.ts';

/** The API of figures: tables of what was stopped, and the months that are published. */
export const handler = createApi(
  figureRoutes,
  { getFreezeStats: readFigures, ...monthOperations },
  () => createApiTools(FiguresEnv.parse(process.env)),
  createLog(),
);
