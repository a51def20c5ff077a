import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createEvidenceStore, storePlaceIn } from '../platform/evidence-store.ts';
import { createLog } from '../platform/log.ts';
import { accessRequestOperations } from './access-request-operations.ts';
import { EvidenceFilesEnv } from './env.ts';
import { evidenceFileOperations } from './file-operations.ts';
import { evidenceRoutes } from './routes.ts';

/** The API of the files of evidence, and of the requests to see more of a case. */
export const handler = createApi(
  evidenceRoutes,
  { ...evidenceFileOperations, ...accessRequestOperations },
  () => ({ ...createApiTools(EvidenceFilesEnv.parse(process.env)), store: createEvidenceStore(storePlaceIn(process.env)) }),
  createLog(),
);
