import * as z from 'zod';
import { PageQuery } from '../../shared/http/lists.ts';

/** The things that the caller's agency takes part in or was asked to: all, or only those that go on. */
export const SeatsQuery = PageQuery.extend({
  open: z.enum(['true']).optional().meta({ description: 'Only those that are not over yet.' }),
});
