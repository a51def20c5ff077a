import * as z from 'zod';

/** A broken rule in input that was taken nevertheless. Never the value. */
export const Fault = z.strictObject({ path: z.string().describe('JSON pointer into the body.'), rule: z.string() });
