import * as z from 'zod';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/decision.ts';
import { epoch, SECOND } from '../kernel/time.ts';
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
  { sent: { bytes, signature }, context }: Pick<Call, 'sent' | 'context'>,
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
  const stale = staleness(signature, context());
  if (stale !== undefined) return refuse('SIGNATURE_INVALID', { reason: stale });
  return { kind: 'signed', signature: attached(bytes, signature) };
}

/** What of a protected header says when the signature was made. */
const Made = z.object({ iat: z.number().optional() });

/**
 * What is wrong with the moment that a signature names (`iat`), if it names one: it lies ahead by more than clocks may differ, or so
 * long ago that the answer may be one that was caught on its way (policy `clock.tolerance`, `signature.max-age`).
 */
function staleness(signature: string, { now, policy }: Pick<Context, 'now' | 'policy'>): string | undefined {
  const header: unknown = JSON.parse(Buffer.from(signature.slice(0, signature.indexOf('.')), 'base64url').toString());
  const made = Made.safeParse(header);
  if (!made.success) return 'iat is not a number of seconds';
  const { iat } = made.data;
  if (iat === undefined) return undefined;
  const age = epoch(now) - iat * SECOND;
  if (age < -policy.amount('clock.tolerance', now)) return 'iat lies in the future';
  return age > policy.amount('signature.max-age', now) ? 'iat lies too long ago' : undefined;
}
