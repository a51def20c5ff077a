import { FlattenedSign } from 'jose';
import type { SignatureFault } from './signature-faults.ts';
import { claimFaults, keyFor, keysIn, type Purpose, readSignature, verifies } from './signature-reading.ts';
import type { SigningKey } from './signing-key.ts';

/** What a signature of Cordon says beside the body. */
interface Said {
  /** The bank or agency that is to believe it. */
  readonly audience: string;
  /** When it was made, ISO 8601. */
  readonly at: string;
  /** What it is about and why it comes, as members of the protected header: `orderId`, `instructionId`, `purpose`. */
  readonly about?: Readonly<Record<string, string>>;
}

/** Signs the bytes of a body: a detached JWS (`header..signature`, RFC 7515 appendix F). */
export async function signBody(bytes: Uint8Array, key: SigningKey, { audience, at, about }: Said): Promise<string> {
  const jws = await new FlattenedSign(bytes)
    .setProtectedHeader({ ...about, alg: key.algorithm, kid: key.kid, aud: audience, iat: Math.floor(Date.parse(at) / 1_000) })
    .sign(key.privateKey);
  if (jws.protected === undefined) throw new Error('a signature without a protected header');
  return `${jws.protected}..${jws.signature}`;
}

/** The audience of what banks sign. */
export const CORDON = 'cordon';

/** Whether the detached JWS was made over these bytes with one of the keys, and for nothing but this. */
export async function isSignedBy(bytes: Uint8Array, signature: string, keySet: unknown, purpose: Purpose): Promise<boolean> {
  return (await faultOf(bytes, signature, keySet, purpose)) === undefined;
}

/** Why the detached JWS is not taken, or undefined. What the bytes or the key should have been is said by `examineSignature`. */
export async function faultOf(
  bytes: Uint8Array,
  signature: string,
  keySet: unknown,
  purpose: Purpose,
): Promise<SignatureFault | undefined> {
  const read = readSignature(signature);
  if (typeof read === 'string') return read;
  const key = keyFor(read.header, keysIn(keySet));
  if (typeof key === 'string') return key;
  const [claim] = claimFaults(read.header, purpose);
  if (claim !== undefined) return claim;
  return (await verifies(bytes, read, key)) ? undefined : 'does-not-verify';
}

/**
 * The same signature with the bytes in it (`header.payload.signature`), as evidence that can be checked years later with the key
 * alone: what was parsed from a body is not what was signed.
 */
export function attached(bytes: Uint8Array, signature: string): string {
  const [header, , value] = signature.split('.');
  return `${header}.${Buffer.from(bytes).toString('base64url')}.${value}`;
}
