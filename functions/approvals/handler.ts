import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { ApprovalsEnv } from './env.ts';
import { approvalOperations } from './operations.ts';
import { approvalRoutes } from './routes.ts';

/** The API of approvals. */
export const handler = createApi(
  approvalRoutes,
  approvalOperations,
  () => createApiTools(ApprovalsEnv.parse(process.env)),
  createLog(),
);
