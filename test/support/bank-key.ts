import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';

/** A bank's key, and how it signs with it. */
export async function bankKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('Ed25519');
  return {
    jwk: { ...(await exportJWK(publicKey)), kid },
    sign: async (text: string, members: object = {}) => {
      const jws = await new FlattenedSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'Ed25519', kid, ...members })
        .sign(privateKey);
      return `${jws.protected}..${jws.signature}`;
    },
  };
}
