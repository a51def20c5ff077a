import { createApi } from '../../shared/http/create-api.ts';
import { createLog } from '../platform/log.ts';
import { createWaitingTools } from '../platform/waiting-tools.ts';
import { ChangesEnv } from './env.ts';
import { changeOperations } from './operations.ts';
import { changeRoutes } from './routes.ts';

/** What changed since a reader looked. A reader may wait here, so it stands apart from the functions that show the things. */
export const handler = createApi(
  changeRoutes,
  changeOperations,
  () => createWaitingTools(ChangesEnv.parse(process.env)),
  createLog(),
);
