import type { Operations } from '../../shared/http/create-api.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { holderOperations } from './holder-operations.ts';
import type { accountQuestionRoutes } from './routes.ts';
import { statementOperations } from './statement-operations.ts';
import { watchOperations } from './watch-operations.ts';

/** What police ask the bank of an order about its account. */
export const accountQuestionOperations: Operations<typeof accountQuestionRoutes, ApiTools> = {
  ...statementOperations,
  ...holderOperations,
  ...watchOperations,
};
