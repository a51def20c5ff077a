import * as z from 'zod';
import { SIGNATURE_HEADER } from './define-routes.ts';

/** The headers that the API reads, for its document. The code that reads them checks them. */
export const headers = z.object({
  'accept-language': z
    .string()
    .optional()
    .meta({ description: 'The language of problem titles: `zh` or `en`.', example: 'zh-CN' }),
  'x-correlation-id': z
    .string()
    .optional()
    .meta({ description: 'Comes back with the answer and stands with every fact: 8 to 64 letters, digits, `_` or `-`.' }),
  'idempotency-key': z.string().max(255).optional().meta({
    description:
      'Under the same key the same command happens once; a replay gets the first answer, and `idempotency-replayed: true`.',
    example: '8f5c2c1e-2f0b-4a1d-9d5e-6f0f3f2a7c11',
  }),
  'if-match': z.string().optional().meta({
    description:
      'The version the caller knows: an ETag as it was given, or a version in quotes; several with commas, or `*`. Another version is a 412. A caller who sees only a part of a thing gives the ETag.',
    example: '"3"',
  }),
  'if-none-match': z.string().optional().meta({
    description:
      'The ETag of the answer that the caller has, or several with commas. If nothing shown has changed since, the answer is a 304 without a body.',
    example: '"~0f8fad5bd9cb469f"',
  }),
  [SIGNATURE_HEADER]: z.string().optional().meta({
    description:
      'Detached JWS (`header..signature`, RFC 7515 appendix F) over the bytes of the body, with one of the registered keys. Required of banks that have registered keys, of at most 128 KB; at a new registration only if endpoint or keys change. Its protected header may name `aud` (`cordon`) and `orderId`; if it does, they must fit.',
  }),
});

/** `if-none-match` of a command that records a thing at an id that the caller chose. */
export const onlyNew = z.string().optional().meta({
  description:
    '`*`: only if there is nothing at this id yet; otherwise it is a 412 and nothing changes. Send it when you register something new.',
  example: '*',
});
