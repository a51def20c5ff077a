import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { claimOperations } from './claim-operations.ts';
import { ReturnsEnv } from './env.ts';
import { roundOperations } from './round-operations.ts';
import { returnRoutes } from './routes.ts';

/** The API of the return of money: rounds, claims, public notices. */
export const handler = createApi(
  returnRoutes,
  { ...roundOperations, ...claimOperations },
  () => createApiTools(ReturnsEnv.parse(process.env)),
  createLog(),
);
