import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { caseOperations } from './case-operations.ts';
import { correctOperations } from './correct-operations.ts';
import { CasesEnv } from './env.ts';
import { caseListOperations } from './list-operations.ts';
import { lookOperations } from './look-operations.ts';
import { caseRoutes } from './routes.ts';
import { shareOperations } from './share-operations.ts';

/** The API of case files and their sharing. */
export const handler = createApi(
  caseRoutes,
  { ...caseOperations, ...caseListOperations, ...correctOperations, ...shareOperations, ...lookOperations },
  () => createApiTools(CasesEnv.parse(process.env)),
  createLog(),
);
