import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { AccountQuestionsEnv } from './env.ts';
import { accountQuestionOperations } from './operations.ts';
import { accountQuestionRoutes } from './routes.ts';

/** What police ask the bank of an order about its account, and what the bank told. */
export const handler = createApi(
  accountQuestionRoutes,
  accountQuestionOperations,
  () => createApiTools(AccountQuestionsEnv.parse(process.env)),
  createLog(),
);
