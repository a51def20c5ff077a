import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { clueOperations } from './clue-operations.ts';
import { deskOperations } from './desk-operations.ts';
import { WarningsEnv } from './env.ts';
import { figureOperations } from './figure-operations.ts';
import { handOperations } from './hand-operations.ts';
import { warningRoutes } from './routes.ts';

/** The API of warnings. */
export const handler = createApi(
  warningRoutes,
  { ...clueOperations, ...deskOperations, ...handOperations, ...figureOperations },
  () => createApiTools(WarningsEnv.parse(process.env)),
  createLog(),
);
