import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { BankEnv } from './env.ts';
import { type BankTools, bankOperations } from './operations.ts';
import { bankRoutes } from './routes.ts';

function createTools(): BankTools {
  const env = BankEnv.parse(process.env);
  return { ...createApiTools(env), allowLoopback: env.ALLOW_LOOPBACK_ENDPOINTS === 'true' };
}

/** The directory of banks, and the frauds that they report. */
export const handler = createApi(bankRoutes, bankOperations, createTools, createLog());
