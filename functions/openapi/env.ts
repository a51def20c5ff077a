import * as z from 'zod';

/** What the documents say of where tokens are to be had; everything else is made from the code. */
export const OpenApiEnv = z.object({
  ISSUER_URL: z.url(),
  /** Empty where it is `/token` under the issuer. */
  TOKEN_URL: z.union([z.url(), z.literal('')]),
});
