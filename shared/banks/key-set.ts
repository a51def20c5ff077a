import { createPublicKey } from 'node:crypto';
import * as z from 'zod';
import type { Bank } from './model.ts';

type KeySet = NonNullable<Bank['jwks']>;

/** Weaker keys can be broken, or soon will be. */
const MIN_RSA_BITS = 2048;
/** Beyond it checking a signature costs more than it proves. */
const MAX_RSA_BITS = 8192;

/** The one list of algorithms, for the keys that a bank registers and for the signatures that are taken from it. */
export const signatureAlgorithms = ['EdDSA', 'Ed25519', 'ES256', 'PS256', 'RS256'] as const;

/** Long enough for the largest modulus. */
const Base64Url = z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/, 'must be base64url without padding, at most 1400 characters');

/** What every key may say of itself. Anything else, a private member above all, makes the schemas below fail. */
const common = {
  kid: z.string().optional(),
  use: z.literal('sig').optional(),
  key_ops: z.tuple([z.literal('verify')]).optional(),
  alg: z.string().optional(),
};

/** Public keys by kind (RFC 7517, 7518, 8037), also of kinds that are not taken, so that the bank can be told why. */
const PublicKey = z.discriminatedUnion('kty', [
  z.strictObject({ ...common, kty: z.literal('RSA'), n: Base64Url, e: Base64Url }),
  z.strictObject({ ...common, kty: z.literal('EC'), crv: z.string(), x: Base64Url, y: Base64Url }),
  z.strictObject({ ...common, kty: z.literal('OKP'), crv: z.string(), x: Base64Url }),
]);

type Algorithm = (typeof signatureAlgorithms)[number];

/** What a key of each kind, and curve, can be used for. */
const goodFor: Readonly<Record<string, readonly Algorithm[]>> = {
  RSA: ['PS256', 'RS256'],
  'EC P-256': ['ES256'],
  'OKP Ed25519': ['EdDSA', 'Ed25519'],
};

/** A key id: printable ASCII. */
const KEY_ID = /^[\x20-\x7e]{1,64}$/;

type KeyFault =
  | 'not-a-known-public-key'
  | 'algorithm-not-taken'
  | 'bad-kid'
  | 'not-a-valid-key'
  | 'too-weak'
  | 'too-large'
  | 'no-kid'
  | 'same-kid-twice';

/** What each key has to keep to, in words. */
export const keyRules: Readonly<Record<KeyFault, string>> = {
  'not-a-known-public-key':
    'must be a public signing key (RSA, P-256 or Ed25519) with no members but those of its kind, kid, alg, use (sig) and key_ops (verify)',
  'algorithm-not-taken': `must be for one of ${signatureAlgorithms.join(', ')}: an RSA, P-256 or Ed25519 key with an alg of its kind or none; a signature with any other would never be taken`,
  'bad-kid': 'must have a kid of 1 to 64 printable ASCII characters, if any',
  'not-a-valid-key': 'must be a valid key of its kind',
  'too-weak': 'must have at least 2048 bits',
  'too-large': 'must have at most 8192 bits',
  'no-kid': 'must have a kid, since there is more than one key',
  'same-kid-twice': 'must have a kid of its own',
};

/**
 * What is wrong with a bank's keys, or undefined: each must be a public key of a known kind with known members only, valid (a point
 * on its curve, a whole modulus), strong enough, and for an algorithm that is taken; of several keys each needs a key id of its own,
 * or a signature could not be matched with its key.
 *
 * @returns the place of the first bad key and the rule it breaks
 */
export function keySetFault({ keys }: KeySet): { readonly key: number; readonly rule: KeyFault } | undefined {
  for (const [key, value] of keys.entries()) {
    const rule = keyFault(value) ?? (keys.length > 1 ? kidFault(keys, key) : undefined);
    if (rule !== undefined) return { key, rule };
  }
  return undefined;
}

function keyFault(value: unknown): KeyFault | undefined {
  const parsed = PublicKey.safeParse(value);
  if (!parsed.success) return 'not-a-known-public-key';
  const { kid, use: _use, key_ops: _operations, alg: _alg, ...key } = parsed.data;
  if (algorithmsOf(parsed.data).length === 0) return 'algorithm-not-taken';
  if (kid !== undefined && !KEY_ID.test(kid)) return 'bad-kid';
  const bits = strengthOf(key);
  if (bits === undefined) return 'not-a-valid-key';
  if (key.kty !== 'RSA') return undefined;
  if (bits < MIN_RSA_BITS) return 'too-weak';
  return bits > MAX_RSA_BITS ? 'too-large' : undefined;
}

/** What a key may say of itself that decides which signatures it can check. */
interface KeyKind {
  readonly kty?: string | undefined;
  readonly crv?: string | undefined;
  readonly alg?: string | undefined;
  readonly use?: string | undefined;
  readonly key_ops?: readonly string[] | undefined;
}

/** The algorithms that a key checks signatures with: those of its kind, or the one that it names; none where it is for another use. */
export function algorithmsOf({
  kty = '',
  crv,
  alg,
  use = 'sig',
  key_ops: operations = ['verify'],
}: KeyKind): readonly Algorithm[] {
  if (use !== 'sig' || !operations.includes('verify')) return [];
  const algorithms = goodFor[kty === 'RSA' ? kty : `${kty} ${crv}`] ?? [];
  return alg === undefined ? algorithms : algorithms.filter((algorithm) => algorithm === alg);
}

/** The bits of an RSA modulus, 0 for other keys, undefined where the crypto library finds the key invalid. */
function strengthOf(key: Record<string, string>): number | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' }).asymmetricKeyDetails?.modulusLength ?? 0;
  } catch {
    return undefined;
  }
}

function kidFault(keys: KeySet['keys'], key: number): KeyFault | undefined {
  const kid = keys[key]?.['kid'];
  if (kid === undefined) return 'no-kid';
  return keys.slice(0, key).some((other) => other['kid'] === kid) ? 'same-kid-twice' : undefined;
}
