import * as z from 'zod';
import { TableName } from '../platform/env.ts';

/** Environment of the standard-impact workflow's task. */
export const StandardImpactEnv = z.object({ TABLE_NAME: TableName });
