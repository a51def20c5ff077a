import { defineRoutes } from '../../shared/http/define-routes.ts';
import { decisionRoutes, impactRoutes, proposalRoutes } from './proposal-routes.ts';
import { similarRoutes } from './similar-routes.ts';
import { standardRoutesProper } from './standard-routes.ts';

/** Every operation of standards. Fixed paths stand before those with an id in their place. */
export const standardRoutes = defineRoutes({
  ...similarRoutes,
  ...decisionRoutes,
  ...proposalRoutes,
  ...impactRoutes,
  ...standardRoutesProper,
});
