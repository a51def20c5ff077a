import * as z from 'zod';
import { PageQuery } from '../../shared/http/lists.ts';

/** What the caller's agency takes part in or was asked to: all of it, or only what goes on. */
export const SeatsQuery = PageQuery.extend({
  open: z.enum(['true']).optional().meta({ description: 'Only what is not over yet.' }),
});
