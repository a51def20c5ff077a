import * as z from 'zod';
import { TableName } from '../platform/env.ts';

/** Environment of the sweep, which notes all that is due and not noted. */
export const SweepEnv = z.object({ TABLE_NAME: TableName });
