import { CompactSign, compactVerify, createLocalJWKSet, exportJWK, generateKeyPair, type JWK } from 'jose';

/** A bank's own key: signs what it says, and shows the public half. */
export interface BankKey {
  readonly jwk: JWK;
  /** The detached JWS (header..signature) of the text, which says that it is for Cordon and about this instruction of this order. */
  sign(text: string, about: { readonly orderId: string; readonly instructionId: string }): Promise<string>;
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

/** Whether the detached signature is of this text by one of these keys. */
export async function signedBy(keys: readonly JWK[], text: string, signature: string): Promise<boolean> {
  const [header, , sig] = signature.split('.');
  const payload = Buffer.from(text).toString('base64url');
  try {
    await compactVerify(`${header}.${payload}.${sig}`, createLocalJWKSet({ keys: [...keys] }));
    return true;
  } catch {
    return false;
  }
}
