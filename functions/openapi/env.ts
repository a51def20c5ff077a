import * as z from 'zod';

/** Where callers get tokens, for the documents; the code has everything else. */
export const OpenApiEnv = z.object({
  ISSUER_URL: z.url(),
  /** Empty where it is `/token` under the issuer. */
  TOKEN_URL: z.union([z.url(), z.literal('')]),
});
