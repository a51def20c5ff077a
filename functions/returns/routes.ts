import { defineRoutes } from '../../shared/http/define-routes.ts';
import { claimRoutes } from './claim-routes.ts';
import { roundRoutes } from './round-routes.ts';

export const returnRoutes = defineRoutes({ ...roundRoutes, ...claimRoutes });
