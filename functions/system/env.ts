import * as z from 'zod';
import { SecretArn, TableName } from '../platform/env.ts';

/** What the function must be given; `infra/` does not compile without it. */
export const SystemEnv = z.object({ TABLE_NAME: TableName, SIGNING_KEY_SECRET_ARN: SecretArn });
