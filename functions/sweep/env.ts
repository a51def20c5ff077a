import * as z from 'zod';
import { TableName } from '../platform/env.ts';

/** Environment of the sweep for whatever is due and not noted. */
export const SweepEnv = z.object({ TABLE_NAME: TableName });
