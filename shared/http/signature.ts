import { createLocalJWKSet, FlattenedSign, flattenedVerify } from 'jose';
import * as z from 'zod';
import type { SigningKey } from './signing-key.ts';

/** The header that carries a signature of the body, in both directions. */
export const SIGNATURE_HEADER = 'x-jws-signature';

/** The algorithms taken from banks: asymmetric and strong only. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'PS256', 'RS256'];
const DETACHED = /^([A-Za-z0-9_-]+)\.\.([A-Za-z0-9_-]+)$/;

/** A key set as stored with a bank, in the shape the algorithms need. */
const Jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * Signs the bytes of a body: a detached JWS (`header..signature`, RFC 7515 appendix F).
 *
 * @param audience the bank that is to believe it
 * @param at ISO 8601
 */
export async function signBody(bytes: Uint8Array, key: SigningKey, audience: string, at: string): Promise<string> {
  const jws = await new FlattenedSign(bytes)
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, aud: audience, iat: Math.floor(Date.parse(at) / 1_000) })
    .sign(key.privateKey);
  if (jws.protected === undefined) throw new Error('a signature without a protected header');
  return `${jws.protected}..${jws.signature}`;
}

/** Whether the detached JWS was made over these bytes with one of the keys. */
export async function isSignedBy(bytes: Uint8Array, signature: string, keySet: unknown): Promise<boolean> {
  const [, header, value] = DETACHED.exec(signature) ?? [];
  const keys = Jwks.safeParse(keySet);
  if (header === undefined || value === undefined || !keys.success) return false;
  try {
    const payload = Buffer.from(bytes).toString('base64url');
    await flattenedVerify({ protected: header, payload, signature: value }, createLocalJWKSet(keys.data), {
      algorithms: ALGORITHMS,
    });
    return true;
  } catch {
    // Whatever does not verify, for whatever reason, is not signed.
    return false;
  }
}
