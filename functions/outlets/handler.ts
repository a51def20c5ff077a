import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { cardOperations } from './card-operations.ts';
import { OutletsEnv } from './env.ts';
import { outletOperations } from './operations.ts';
import { outletRoutes } from './routes.ts';

/** The API of outlets, and of the phone cards that operators open. */
export const handler = createApi(
  outletRoutes,
  { ...outletOperations, ...cardOperations },
  () => createApiTools(OutletsEnv.parse(process.env)),
  createLog(),
);
