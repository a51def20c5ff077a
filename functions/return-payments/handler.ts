import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { ReturnPaymentsEnv } from './env.ts';
import { returnPaymentOperations } from './operations.ts';
import { returnPaymentRoutes } from './routes.ts';

/** The API of payments back to victims. */
export const handler = createApi(
  returnPaymentRoutes,
  returnPaymentOperations,
  () => createApiTools(ReturnPaymentsEnv.parse(process.env)),
  createLog(),
);
