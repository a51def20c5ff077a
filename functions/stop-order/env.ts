import * as z from 'zod';
import { TableName } from '../platform/env.ts';

/** Environment of the stop-order workflow's task. */
export const StopOrderEnv = z.object({ TABLE_NAME: TableName });
