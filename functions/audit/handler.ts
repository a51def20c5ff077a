import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../lib/api-tools.ts';
import { createLog } from '../lib/log.ts';
import { AuditEnv } from './env.ts';
import { auditOperations } from './operations.ts';
import { auditRoutes } from './routes.ts';

/** The recorded facts of whatever has some: it knows every kind of stream, and so stands apart from the rest of the service's own. */
export const handler = createApi(auditRoutes, auditOperations, () => createApiTools(AuditEnv.parse(process.env)), createLog());
