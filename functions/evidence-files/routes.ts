import { defineRoutes } from '../../shared/http/define-routes.ts';
import { accessRequestRoutes } from './access-request-routes.ts';
import { evidenceFileRoutes } from './file-routes.ts';

/** Every operation on files of evidence, and on requests to see more of a case. */
export const evidenceRoutes = defineRoutes({ ...evidenceFileRoutes, ...accessRequestRoutes });
