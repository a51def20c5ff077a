import { alertRoutes } from '../alerts/routes.ts';
import { bankRoutes } from '../bank/routes.ts';
import { freezeRoutes } from '../freezes/routes.ts';
import { createOpenApi } from '../../shared/http/create-openapi.ts';
import { systemRoutes } from './routes.ts';
import { components } from './components.ts';

/** The description of the whole API, made from the route tables. */
export function openApiDocument() {
  return createOpenApi([alertRoutes, freezeRoutes, bankRoutes, systemRoutes], components);
}
