import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { text } from '../kernel/people.ts';
import { isPlaceholder } from '../kernel/reference.ts';

/** The outlet (网点) where an account or a phone card was opened, as its bank or operator names it. */
export const OpeningOutlet = z.strictObject({
  outletId: text(64)
    .refine((number) => !isPlaceholder(number), 'must be an outlet, not a placeholder')
    .describe('Your own number of the outlet: always the same one for the same outlet.'),
  name: text(100),
  district: z
    .enum(districts)
    .optional()
    .describe('Where the outlet is. Without it only the city and the regulator see the outlet.'),
});
export type OpeningOutlet = z.infer<typeof OpeningOutlet>;
