import { createApi } from '../../shared/http/create-api.ts';
import { createLog } from '../platform/log.ts';
import { createWaitingTools } from '../platform/waiting-tools.ts';
import { BankInboxEnv } from './env.ts';
import { bankInboxOperations } from './operations.ts';
import { bankInboxRoutes } from './routes.ts';

/** The pulls of banks. A caller may wait here, so it stands apart from the function that takes their answers. */
export const handler = createApi(
  bankInboxRoutes,
  bankInboxOperations,
  () => createWaitingTools(BankInboxEnv.parse(process.env)),
  createLog(),
);
