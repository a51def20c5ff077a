import * as z from 'zod';
import type {} from 'zod-openapi';
import { districts } from '../kernel/context.ts';
import { Month } from '../kernel/day.ts';

/** How many entries a page may have: 1 to 100, with this default. */
function limitOf(byDefault: number) {
  return z
    .string()
    .regex(/^[0-9]{1,3}$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(byDefault)
    .meta({
      description: 'The most entries of a page.',
      // It travels as text; to a client it is a number.
      override: ({ jsonSchema }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: 'integer', minimum: 1, maximum: 100, default: byDefault });
      },
    });
}

/** The parameters of a list: a page of at most `limit` entries, going on where the cursor's page ended. */
export const PageQuery = z.strictObject({
  limit: limitOf(20),
  cursor: z
    .string()
    .min(1)
    .max(2_048)
    .optional()
    .meta({ description: '`next` of the page before. Fits the same caller and query, for an hour.' }),
});

/** The same for lists whose page should hold all entries in most cases. */
export const WidePageQuery = PageQuery.extend({ limit: limitOf(100) });

/** A list of one district and one month in Beijing. Both default: the caller's own district, the current month. */
export const MonthQuery = PageQuery.extend({
  district: z.enum(districts).optional(),
  month: Month.optional(),
});

/** A page: the entries, and the cursor of the next page unless this is the last. */
export function pageOf<Entry extends z.ZodType>(entry: Entry) {
  return z.strictObject({ items: z.array(entry), next: z.string().optional() });
}
