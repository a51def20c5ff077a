import * as z from 'zod';
import type {} from 'zod-openapi';
import { districts } from '../kernel/context.ts';
import { Day, Month } from '../kernel/day.ts';

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

/** The same in a body, for lists that are asked for by more than an address may hold. */
export const PageBody = {
  limit: z.int().min(1).max(100).default(20).describe('The most entries of a page.'),
  cursor: PageQuery.shape.cursor,
};

/** The same for lists whose page should hold all entries in most cases. */
export const WidePageQuery = PageQuery.extend({ limit: limitOf(100) });

/** Which district's entries: by default the caller's own, for agencies of the whole city all of them. */
export const OfDistrict = z
  .enum([...districts, 'all'])
  .optional()
  .meta({ description: 'By default your own; `all`, and the default of agencies of the whole city: every district.' });

/** Only what the calling agency answers for. */
export const Mine = z.literal('true').optional().meta({ description: 'Only those for which your own agency answers.' });

/** A period in days in Beijing, both included, or a month. A list does not end with a month: without a period it goes back two years. */
export const Period = {
  from: Day.optional().meta({ description: 'The first day, in Beijing. By default two years before the last.' }),
  to: Day.optional().meta({ description: 'The last day, in Beijing. By default today.' }),
  month: Month.optional().meta({ description: 'Only one month in Beijing, `YYYY-MM`, instead of `from` and `to`.' }),
} as const;

/** The filters of a list by its entries' days: of a district or the city, of any period, the newest first unless asked otherwise. */
export const DatedQuery = PageQuery.extend({
  district: OfDistrict,
  ...Period,
  sort: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'Which entries come first.' }),
});

/** The common members of a summary. */
export const summarized = {
  total: z.int().nonnegative(),
  more: z
    .boolean()
    .describe('There are more than are counted here: a summary reads five thousand entries at most, and makes 500 queries.'),
} as const;

/** A page: the entries, and the cursor of the next page unless this is the last. */
export function pageOf<Entry extends z.ZodType>(entry: Entry) {
  return z.strictObject({ items: z.array(entry), next: z.string().optional() });
}
