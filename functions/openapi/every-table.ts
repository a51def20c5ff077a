import type { Routes } from '../../shared/http/define-routes.ts';
import { agencyRoutes } from '../agencies/routes.ts';
import { alertRoutes } from '../alerts/routes.ts';
import { approvalRoutes } from '../approvals/routes.ts';
import { auditRoutes } from '../audit/routes.ts';
import { bankRoutes } from '../bank/routes.ts';
import { bankInboxRoutes } from '../bank-inbox/routes.ts';
import { bankOrderRoutes } from '../bank-orders/routes.ts';
import { bankTestRoutes } from '../bank-tests/routes.ts';
import { caseRoutes } from '../cases/routes.ts';
import { consultationRoutes } from '../consultations/routes.ts';
import { freezeRoutes } from '../freezes/routes.ts';
import { inboxRoutes } from '../inbox/routes.ts';
import { listedCaseRoutes } from '../listed-cases/routes.ts';
import { regionalRoutes } from '../regional/routes.ts';
import { standardRoutes } from '../standards/routes.ts';
import { systemRoutes } from '../system/routes.ts';
import { openApiRoutes } from './routes.ts';

/** The route tables of the whole API. */
export const everyTable: readonly Routes[] = [
  alertRoutes,
  freezeRoutes,
  approvalRoutes,
  bankInboxRoutes,
  bankOrderRoutes,
  bankRoutes,
  bankTestRoutes,
  agencyRoutes,
  caseRoutes,
  consultationRoutes,
  standardRoutes,
  listedCaseRoutes,
  regionalRoutes,
  inboxRoutes,
  systemRoutes,
  openApiRoutes,
  auditRoutes,
];
