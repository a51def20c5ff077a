import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { decisionOperations } from './decision-operations.ts';
import { StandardsEnv } from './env.ts';
import { impactOperations } from './impact-operations.ts';
import { proposalOperations } from './proposal-operations.ts';
import { standardRoutes } from './routes.ts';
import { similarOperations } from './similar-operations.ts';
import { standardOperations } from './standard-operations.ts';

/** The API of standards: what each district takes for arrest and prosecution, and what would change. */
export const handler = createApi(
  standardRoutes,
  { ...standardOperations, ...decisionOperations, ...proposalOperations, ...impactOperations, ...similarOperations },
  () => createApiTools(StandardsEnv.parse(process.env)),
  createLog(),
);
