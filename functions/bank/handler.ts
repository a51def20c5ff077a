import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../lib/api-tools.ts';
import { createLog } from '../lib/log.ts';
import { type BankTools, bankOperations } from './bank-operations.ts';
import { BankEnv } from './env.ts';
import { bankDirectoryRoutes } from './routes.ts';

function createTools(): BankTools {
  const env = BankEnv.parse(process.env);
  return { ...createApiTools(env), allowLoopback: env.ALLOW_LOOPBACK_ENDPOINTS === 'true' };
}

/** The directory of banks, and the frauds that they report. */
export const handler = createApi(bankDirectoryRoutes, bankOperations, createTools, createLog());
