import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/decision.ts';
import type { Call, Rejection } from './api-request.ts';
import { attached, CORDON, faultOf } from './signature.ts';
import type { Purpose } from './signature-reading.ts';

/** The most bytes of a signed body: the journal keeps them, as signed, with the fact they led to, and the table bounds that. */
export const MAX_SIGNED_BYTES = 131_072;

/** The bank's signature of the body, checked, with the body's bytes in it; absent if the bank has no keys registered. */
interface Signed {
  readonly kind: 'signed';
  readonly signature?: string;
}

/** The subject of a request. */
type About = Pick<Purpose, 'orderId' | 'instructionId'>;

/**
 * Whether the body is signed as this bank has to sign it: with a key of its own, for Cordon, and for this order and instruction if it names
 * them. Only functions with `signed` routes load this, and with it the check of signatures.
 *
 * @param most bytes of the body, where it is not kept with the fact it leads to
 */
export async function signedBy(
  { sent: { bytes, signature }, context }: Pick<Call, 'sent' | 'context'>,
  bank: { readonly jwks?: unknown } | undefined,
  about: About = {},
  most = MAX_SIGNED_BYTES,
): Promise<Signed | Rejection> {
  if (bank?.jwks === undefined) return { kind: 'signed' };
  if (bytes.byteLength > most) return refuse('BODY_TOO_LARGE', { maxBytes: most });
  if (signature === undefined) return refuse('SIGNATURE_REQUIRED');
  const fault = await faultOf(bytes, signature, bank.jwks, forCordon(about, context()));
  if (fault !== undefined) return refuse('SIGNATURE_INVALID', { reason: fault });
  return { kind: 'signed', signature: attached(bytes, signature) };
}

/** What a bank signs for: Cordon, now, and the order and instruction of the request. */
export function forCordon(about: About, { now, policy }: Pick<Context, 'now' | 'policy'>): Purpose {
  return {
    ...about,
    audience: CORDON,
    clock: { now, ahead: policy.amount('clock.tolerance', now), oldest: policy.amount('signature.max-age', now) },
  };
}
