import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { BankTestsEnv } from './env.ts';
import { bankTestOperations } from './operations.ts';
import { bankTestRoutes } from './routes.ts';

/** Test orders, the state of a bank's tests, and the switch that they open. */
export const handler = createApi(
  bankTestRoutes,
  bankTestOperations,
  () => createApiTools(BankTestsEnv.parse(process.env)),
  createLog(),
);
