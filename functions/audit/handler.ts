import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { AuditEnv } from './env.ts';
import { auditOperations } from './operations.ts';
import { auditRoutes } from './routes.ts';

/** The recorded facts of any stream. It imports every kind of stream, so it is a function of its own. */
export const handler = createApi(auditRoutes, auditOperations, () => createApiTools(AuditEnv.parse(process.env)), createLog());
