import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { BankLinesEnv } from './env.ts';
import { bankLineOperations } from './operations.ts';
import { bankLineRoutes } from './routes.ts';

/** The lines of accounts that banks tell. It follows outflows as the freeze path does, so it is a function of its own. */
export const handler = createApi(
  bankLineRoutes,
  bankLineOperations,
  () => createApiTools(BankLinesEnv.parse(process.env)),
  createLog(),
);
