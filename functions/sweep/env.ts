import * as z from 'zod';
import { TableName } from '../lib/env.ts';

/** Environment of the sweep for orders whose next moment passed unnoticed. */
export const SweepEnv = z.object({ TABLE_NAME: TableName });
