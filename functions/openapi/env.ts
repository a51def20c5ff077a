import * as z from 'zod';

/** The function is given nothing: what it answers is made from the code. */
export const OpenApiEnv = z.object({});
