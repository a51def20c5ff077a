import { refuse } from '../kernel/decision.ts';
import type { Call, Rejection } from './api-request.ts';
import { attached, CORDON, isSignedBy, type Purpose } from './signature.ts';

/** The most bytes of a signed body: they are kept, as signed, with the fact they led to, and the table bounds that. */
const MAX_SIGNED_BYTES = 131_072;
/** A signature with the largest key that a bank may register, and a header beyond all need. */
const MAX_SIGNATURE = 4_096;

/** The bank's signature of the body, checked, with the body's bytes in it; absent where the bank has no keys registered. */
interface Signed {
  readonly kind: 'signed';
  readonly signature?: string;
}

/**
 * Whether the body is signed as this bank has to sign it: with a key of its own, for Cordon, and for this order and instruction if it names them.
 * Only functions with `signed` routes load this, and with it what checks signatures.
 */
export async function signedBy(
  { sent: { bytes, signature } }: Pick<Call, 'sent'>,
  bank: { readonly jwks?: unknown } | undefined,
  about: Omit<Purpose, 'audience'> = {},
): Promise<Signed | Rejection> {
  if (bank?.jwks === undefined) return { kind: 'signed' };
  if (bytes.byteLength > MAX_SIGNED_BYTES) return refuse('BODY_TOO_LARGE', { maxBytes: MAX_SIGNED_BYTES });
  if (signature === undefined) return refuse('SIGNATURE_REQUIRED');
  const purpose = { ...about, audience: CORDON };
  if (signature.length > MAX_SIGNATURE || !(await isSignedBy(bytes, signature, bank.jwks, purpose))) {
    return refuse('SIGNATURE_INVALID');
  }
  return { kind: 'signed', signature: attached(bytes, signature) };
}
