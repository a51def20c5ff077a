import { setTimeout as sleep } from 'node:timers/promises';
import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../lib/api-tools.ts';
import { createLog } from '../lib/log.ts';
import { BankInboxEnv } from './env.ts';
import { bankInboxOperations, type InboxTools } from './operations.ts';
import { bankInboxRoutes } from './routes.ts';

function createTools(): InboxTools {
  return { ...createApiTools(BankInboxEnv.parse(process.env)), sleep };
}

/** What banks pull. A caller may wait here, so it stands apart from the function that takes their answers. */
export const handler = createApi(bankInboxRoutes, bankInboxOperations, createTools, createLog());
