import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { BankOrdersEnv } from './env.ts';
import { bankOrderOperations } from './operations.ts';
import { bankOrderRoutes } from './routes.ts';

/** The answers of banks to their orders, real ones and tests. */
export const handler = createApi(
  bankOrderRoutes,
  bankOrderOperations,
  () => createApiTools(BankOrdersEnv.parse(process.env)),
  createLog(),
);
