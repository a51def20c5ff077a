import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../lib/api-tools.ts';
import { createLog } from '../lib/log.ts';
import { type BankTools, bankOperations } from './bank-operations.ts';
import { bankOrderOperations } from './bank-order-operations.ts';
import { BankEnv } from './env.ts';
import { bankRoutes } from './routes.ts';

function createTools(): BankTools {
  const env = BankEnv.parse(process.env);
  return { ...createApiTools(env), allowLoopback: env.ALLOW_LOOPBACK_ENDPOINTS === 'true' };
}

/** The API that banks answer through, and the directory of banks. */
export const handler = createApi(bankRoutes, { ...bankOrderOperations, ...bankOperations }, createTools, createLog());
