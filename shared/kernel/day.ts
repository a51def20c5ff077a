import * as z from 'zod';
import { isInYears, YEARS_RULE } from './time.ts';

/**
 * A day in Beijing as it comes in, written as in documents: `YYYY-MM-DD`, in the years 2000 to 2099. Days compare as text. Callers name
 * days with this; stored and answered days are `StoredDay`.
 */
export const Day = z.iso
  .date({
    error: ({ code }) => (code === 'invalid_format' ? 'must be a date as YYYY-MM-DD' : undefined),
    abort: true,
  })
  .refine(isInYears, YEARS_RULE);

/** A stored day in Beijing. Facts recorded before there was a rule on days stay readable. */
export const StoredDay = z.iso.date();

/** A month in Beijing, `YYYY-MM`, as it comes in: in the years 2000 to 2099. Months compare as text. */
export const Month = z.string().regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/, 'must be a month as YYYY-MM');

/** A stored month in Beijing. */
export const StoredMonth = z.string().regex(/^[0-9]{4}-[0-9]{2}$/);
