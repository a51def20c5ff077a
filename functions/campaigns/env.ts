import * as z from 'zod';
import { SecretArn, TableName } from '../platform/env.ts';

/** What the function must be given; `infra/` does not compile without it. */
export const CampaignsEnv = z.object({ TABLE_NAME: TableName, DATA_KEY_SECRET_ARN: SecretArn });
