import { instructionRoutes } from './instruction-routes.ts';
import { phoneRoutes } from './phone-routes.ts';
import { stopRoutes } from './stop-routes.ts';

/** Each of the three tables has a function of its own. */
export { instructionRoutes, phoneRoutes, stopRoutes };
