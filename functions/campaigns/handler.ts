import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { campaignOperations } from './campaign-operations.ts';
import { CampaignsEnv } from './env.ts';
import { leadOperations } from './lead-operations.ts';
import { listOperations } from './list-operations.ts';
import { packageOperations } from './package-operations.ts';
import { raiseOperations } from './raise-operations.ts';
import { campaignRoutes } from './routes.ts';
import { waveOperations } from './wave-operations.ts';

/** The API of campaigns: their leads, their waves, and what came of them. */
export const handler = createApi(
  campaignRoutes,
  {
    ...campaignOperations,
    ...raiseOperations,
    ...packageOperations,
    ...waveOperations,
    ...listOperations,
    ...leadOperations,
  },
  () => createApiTools(CampaignsEnv.parse(process.env)),
  createLog(),
);
