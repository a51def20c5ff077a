import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { consultationOperations } from './consultation-operations.ts';
import { ConsultationsEnv } from './env.ts';
import { consultationLooks } from './look-operations.ts';
import { meetingOperations } from './meeting-operations.ts';
import { consultationRoutes } from './routes.ts';

/** The API of consultations, procedure clocks and periodic meetings. */
export const handler = createApi(
  consultationRoutes,
  { ...consultationOperations, ...consultationLooks, ...meetingOperations },
  () => createApiTools(ConsultationsEnv.parse(process.env)),
  createLog(),
);
