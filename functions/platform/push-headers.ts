import * as z from 'zod';
import { SIGNATURE_HEADER } from '../../shared/http/define-routes.ts';

/** The differences between the pushes to banks and to agencies. */
interface Described<Purpose extends z.ZodType> {
  /** The id in `aud`. */
  readonly audience: string;
  /** The pushes that have an idempotency key of their own. */
  readonly again: string;
  readonly purpose: Purpose;
  /** The further members of the protected header. */
  readonly about?: string;
}

/** The headers of all pushes of the gateway, for the API's document; `functions/bank-gateway/signed-push.ts` sends them. */
export function pushHeaders<Purpose extends z.ZodType>({ audience, again, purpose, about = '' }: Described<Purpose>) {
  return z.object({
    [SIGNATURE_HEADER]: z.string().meta({
      description: `Detached JWS (\`header..signature\`, RFC 7515 appendix F) over the bytes of the body. To verify: put the base64url of the body as it came between the two dots, and check the signature with the key of \`GET /v1/jwks\` whose \`kid\` the protected header names. The protected header has \`alg\` (EdDSA, or ES256 where a bank chose it), \`kid\`, \`aud\` (${audience}: refuse what is not for you) \`iat\` (seconds since 1970: when this very push was sent: one that comes again has a new one) and \`purpose\` (why it comes: the same as in \`x-cordon-purpose\`)${about}.`,
    }),
    'idempotency-key': z.string().meta({
      description: `The same key comes again only with the same push: take it once and answer 2xx each time. ${again}`,
    }),
    'x-cordon-purpose': purpose,
    'x-correlation-id': z.string().meta({ description: 'Name it when you ask about this push.' }),
  });
}

/** What the answer to a push says, for the API's document. @param what arrives: an instruction, a question, a notice */
export function pushResponses(what: string) {
  const failed = { description: 'It did not; it is pushed again.' };
  return { '2XX': { description: `${what} arrived.` }, '4XX': failed, '5XX': failed };
}
