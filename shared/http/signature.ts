import { FlattenedSign } from 'jose';
import type { SignatureFault } from './signature-faults.ts';
import { claimFaults, keyFor, keysIn, type Purpose, readSignature, verifies } from './signature-reading.ts';
import type { SigningKey } from './signing-key.ts';

/** The statements of a Cordon signature beside the body. */
interface Said {
  /** The receiver: a bank or an agency. */
  readonly audience: string;
  /** When it was made, ISO 8601. */
  readonly at: string;
  /** Its subject and purpose, as members of the protected header: `orderId`, `instructionId`, `purpose`. */
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

/** The audience that banks' signatures name. */
export const CORDON = 'cordon';

/** Whether the detached JWS was made over these bytes with one of the keys, and for this purpose only. */
export async function isSignedBy(bytes: Uint8Array, signature: string, keySet: unknown, purpose: Purpose): Promise<boolean> {
  return (await faultOf(bytes, signature, keySet, purpose)) === undefined;
}

/** Why Cordon does not take the detached JWS, or undefined. `examineSignature` says what the bytes or the key should have been. */
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
 * The same signature with the bytes in it (`header.payload.signature`), as evidence that the key alone can check years later: the parsed
 * body is not the signed text.
 */
export function attached(bytes: Uint8Array, signature: string): string {
  const [header, , value] = signature.split('.');
  return `${header}.${Buffer.from(bytes).toString('base64url')}.${value}`;
}
