import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { BankQuestionsEnv } from './env.ts';
import { bankQuestionOperations } from './operations.ts';
import { bankQuestionRoutes } from './routes.ts';

/** The questions that banks are asked beside the instructions of an order, and their answers. */
export const handler = createApi(
  bankQuestionRoutes,
  bankQuestionOperations,
  () => createApiTools(BankQuestionsEnv.parse(process.env)),
  createLog(),
);
