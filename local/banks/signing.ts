import { CompactSign, compactVerify, createLocalJWKSet, exportJWK, generateKeyPair, type JWK } from 'jose';
import * as z from 'zod';

/** A bank's own key: signs its messages, and shows the public half. */
export interface BankKey {
  readonly jwk: JWK;
  /** The detached JWS (header..signature) of the text, which says that it is for Cordon and about this instruction of this order, if it is about one. */
  sign(text: string, about?: { readonly orderId?: string; readonly instructionId: string }): Promise<string>;
}

export async function createBankKey(kid: string): Promise<BankKey> {
  const { publicKey, privateKey } = await generateKeyPair('Ed25519');
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'Ed25519', use: 'sig' },
    sign: async (text, about) => {
      const jws = await new CompactSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'Ed25519', kid, aud: 'cordon', ...about })
        .sign(privateKey);
      const [header, , signature] = jws.split('.');
      return `${header}..${signature}`;
    },
  };
}

const Jwks = z.object({ keys: z.array(z.custom<JWK>((value) => typeof value === 'object' && value !== null)) });

/** The public keys by which Cordon signs, as every party reads them. */
export async function cordonKeys(api: string): Promise<readonly JWK[]> {
  return Jwks.parse(await (await fetch(new URL('/v1/jwks', api))).json()).keys;
}

/** How old a push may be, in milliseconds: an older one may be replayed. */
const MAX_AGE = 5 * 60_000;

/**
 * Whether the detached signature is of this text by one of these keys, made recently for this audience.
 *
 * @param now epoch milliseconds of the city's clock
 */
export async function signedBy(
  keys: readonly JWK[],
  text: string,
  signature: string,
  { audience, now }: { readonly audience: string; readonly now: number },
): Promise<boolean> {
  const [header, , sig] = signature.split('.');
  const payload = Buffer.from(text).toString('base64url');
  try {
    const { protectedHeader } = await compactVerify(`${header}.${payload}.${sig}`, createLocalJWKSet({ keys: [...keys] }));
    const { aud, iat } = protectedHeader;
    return aud === audience && typeof iat === 'number' && now - iat * 1_000 < MAX_AGE;
  } catch {
    return false;
  }
}
