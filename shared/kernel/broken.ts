import type * as z from 'zod';

/** A rule that a field breaks; without a field, the thing as a whole. For a schema's own check. */
export function broken(field: string | undefined, message: string): z.core.$ZodRawIssue {
  return { code: 'custom', path: field === undefined ? [] : [field], message, input: undefined };
}
