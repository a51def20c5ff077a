import * as z from 'zod';
import type {} from 'zod-openapi';

/** The longest wait, in seconds: the API Gateway gives up after thirty, and the function must answer before that. */
export const LONGEST_WAIT = 20;

/** The parameter by which a caller waits. @param description for the document */
export function waitSeconds(description: string) {
  return z
    .string()
    .regex(/^[0-9]{1,2}$/, `must be a whole number from 0 to ${LONGEST_WAIT}`)
    .transform(Number)
    .pipe(z.int().min(0).max(LONGEST_WAIT))
    .default(0)
    .meta({
      description,
      // It travels as text; to a client it is a number.
      override: ({ jsonSchema }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: 'integer', minimum: 0, maximum: LONGEST_WAIT, default: 0 });
      },
    });
}
