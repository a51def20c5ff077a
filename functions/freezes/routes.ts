import { bulkRoutes } from './bulk-routes.ts';
import { instructionRoutes } from './instruction-routes.ts';
import { phoneRoutes } from './phone-routes.ts';
import { screeningRoutes } from './screening-routes.ts';
import { stopRoutes } from './stop-routes.ts';

/** Each of the five tables has a function of its own. */
export { bulkRoutes, instructionRoutes, phoneRoutes, screeningRoutes, stopRoutes };
