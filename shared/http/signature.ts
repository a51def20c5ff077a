import { createLocalJWKSet, FlattenedSign, flattenedVerify } from 'jose';
import * as z from 'zod';
import { signatureAlgorithms } from '../banks/key-set.ts';
import type { SigningKey } from './signing-key.ts';

const DETACHED = /^([A-Za-z0-9_-]+)\.\.([A-Za-z0-9_-]+)$/;

/** A key set as stored with a bank, in the shape the algorithms need. */
const Jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

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

/**
 * What a signature may say it is for (protected header `aud`, `orderId`, `instructionId`). All are optional, since JWS knows no such
 * members and banks sign with what they have; but a signature that names something else is not for this, however well it verifies: so
 * a bank that names order and instruction cannot have its answer to one put under another.
 */
export interface Purpose {
  /** Who is to believe it: `cordon`, or a bank for what Cordon signs. */
  readonly audience: string;
  /** The order it is about, if it is about one. */
  readonly orderId?: string | undefined;
  /** The instruction that the body names, if it names one. */
  readonly instructionId?: string | undefined;
}

/** The audience of what banks sign. */
export const CORDON = 'cordon';

/** Whether the detached JWS was made over these bytes with one of the keys, and for nothing but this. */
export async function isSignedBy(bytes: Uint8Array, signature: string, keySet: unknown, purpose: Purpose): Promise<boolean> {
  const [, header, value] = DETACHED.exec(signature) ?? [];
  const keys = Jwks.safeParse(keySet);
  if (header === undefined || value === undefined || !keys.success) return false;
  try {
    const payload = Buffer.from(bytes).toString('base64url');
    const { protectedHeader } = await flattenedVerify(
      { protected: header, payload, signature: value },
      createLocalJWKSet(keys.data),
      { algorithms: [...signatureAlgorithms] },
    );
    return isFor(purpose, protectedHeader ?? {});
  } catch {
    // Whatever does not verify, for whatever reason, is not signed.
    return false;
  }
}

function isFor({ audience, orderId, instructionId }: Purpose, header: Readonly<Record<string, unknown>>): boolean {
  const { aud = audience, orderId: order = orderId, instructionId: instruction = instructionId } = header;
  const forReceiver = Array.isArray(aud) ? aud.includes(audience) : aud === audience;
  return forReceiver && order === orderId && instruction === instructionId;
}

/**
 * The same signature with the bytes in it (`header.payload.signature`), as evidence that can be checked years later with the key
 * alone: what was parsed from a body is not what was signed.
 */
export function attached(bytes: Uint8Array, signature: string): string {
  const [header, , value] = signature.split('.');
  return `${header}.${Buffer.from(bytes).toString('base64url')}.${value}`;
}
