import { createECDH, createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { PushAlgorithm } from '../banks/model.ts';

/** The header of a PKCS #8 private key of Ed25519 (RFC 8410); the 32 bytes of the seed follow. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A public key as published at `/v1/jwks`. */
type PublicKey = ({ readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string } | P256) & {
  readonly kid: string;
  readonly alg: PushAlgorithm;
  readonly use: 'sig';
};
interface P256 {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** A key Cordon signs what it pushes with. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: PushAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicKey;
}

/** The keys Cordon signs with, by their algorithm; Ed25519 if none is named. */
export type SigningKeys = (algorithm?: PushAlgorithm) => Promise<SigningKey>;

/** The key pair of a seed of 32 bytes: the same seed, the same pair. The key id is the thumbprint (RFC 7638). */
export function signingKeyOf(seed: Uint8Array, algorithm: PushAlgorithm = 'EdDSA'): SigningKey {
  return algorithm === 'ES256' ? p256KeyOf(seed) : ed25519KeyOf(seed);
}

function ed25519KeyOf(seed: Uint8Array): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('not an Ed25519 key');
  const kid = thumbprint({ crv: 'Ed25519', kty: 'OKP', x });
  return { kid, algorithm: 'EdDSA', privateKey, publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' } };
}

/** The seed is the private number itself. One of 2^32 seeds is not a number of the curve; the crypto library throws for it. */
function p256KeyOf(seed: Uint8Array): SigningKey {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(seed);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const d = Buffer.from(seed).toString('base64url');
  const privateKey = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d }, format: 'jwk' });
  const kid = thumbprint({ crv: 'P-256', kty: 'EC', x, y });
  return { kid, algorithm: 'ES256', privateKey, publicJwk: { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' } };
}

/** @param members those that RFC 7638 names, in the order of their names */
function thumbprint(members: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
