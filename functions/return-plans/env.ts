import * as z from 'zod';
import { SecretArn, TableName } from '../platform/env.ts';

/** Environment of the task of the workflow that computes plans of return. */
export const ReturnPlansEnv = z.object({ TABLE_NAME: TableName, DATA_KEY_SECRET_ARN: SecretArn });
