import { createPublicKey } from 'node:crypto';
import * as z from 'zod';
import type { Bank } from './model.ts';

type KeySet = NonNullable<Bank['jwks']>;

/** Weaker keys can be broken, or soon will be. */
const MIN_RSA_BITS = 2048;
/** Beyond it checking a signature costs more than it proves. */
const MAX_RSA_BITS = 8192;

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** What every key may say of itself. Anything else, a private member above all, makes the schemas below fail. */
const common = {
  kid: z.string().min(1).max(128).optional(),
  use: z.literal('sig').optional(),
  key_ops: z.tuple([z.literal('verify')]).optional(),
};

const ec = <Curve extends string, Algorithm extends string>(curve: Curve, algorithm: Algorithm) =>
  z.strictObject({
    ...common,
    kty: z.literal('EC'),
    crv: z.literal(curve),
    alg: z.literal(algorithm).optional(),
    x: Base64Url,
    y: Base64Url,
  });

/** The public keys a bank may sign with (RFC 7517, 7518, 8037). */
const PublicKey = z.union([
  z.strictObject({
    ...common,
    kty: z.literal('RSA'),
    alg: z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']).optional(),
    n: Base64Url,
    e: Base64Url,
  }),
  ec('P-256', 'ES256'),
  ec('P-384', 'ES384'),
  ec('P-521', 'ES512'),
  z.strictObject({
    ...common,
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    alg: z.enum(['EdDSA', 'Ed25519']).optional(),
    x: Base64Url,
  }),
]);

type KeyFault = 'not-a-known-public-key' | 'not-a-valid-key' | 'too-weak' | 'too-large' | 'same-kid-twice';

/** What each key has to keep to, in words. */
export const keyRules: Readonly<Record<KeyFault, string>> = {
  'not-a-known-public-key':
    'must be a public signing key (RSA, P-256, P-384, P-521 or Ed25519) with no members but those of its kind',
  'not-a-valid-key': 'must be a valid key of its kind',
  'too-weak': 'must have at least 2048 bits',
  'too-large': 'must have at most 8192 bits',
  'same-kid-twice': 'must have a kid of its own',
};

/**
 * What is wrong with a bank's keys, or undefined: each must be a public key of a known kind with known members only, valid (a point
 * on its curve, a whole modulus) and strong enough; key ids must differ.
 *
 * @returns the place of the first bad key and the rule it breaks
 */
export function keySetFault({ keys }: KeySet): { readonly key: number; readonly rule: KeyFault } | undefined {
  for (const [key, value] of keys.entries()) {
    const rule = keyFault(value) ?? (sameKidBefore(keys, key) ? 'same-kid-twice' : undefined);
    if (rule !== undefined) return { key, rule };
  }
  return undefined;
}

function keyFault(value: unknown): KeyFault | undefined {
  const parsed = PublicKey.safeParse(value);
  if (!parsed.success) return 'not-a-known-public-key';
  const { kid: _kid, use: _use, key_ops: _operations, alg: _algorithm, ...key } = parsed.data;
  const bits = strengthOf(key);
  if (bits === undefined) return 'not-a-valid-key';
  if (key.kty !== 'RSA') return undefined;
  if (bits < MIN_RSA_BITS) return 'too-weak';
  return bits > MAX_RSA_BITS ? 'too-large' : undefined;
}

/** The bits of an RSA modulus, 0 for other keys, undefined where the crypto library finds the key invalid. */
function strengthOf(key: Record<string, string>): number | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' }).asymmetricKeyDetails?.modulusLength ?? 0;
  } catch {
    return undefined;
  }
}

function sameKidBefore(keys: KeySet['keys'], key: number): boolean {
  const kidOf = ({ kid }: KeySet['keys'][number] = {}): unknown => kid;
  const kid = kidOf(keys[key]);
  return kid !== undefined && keys.slice(0, key).some((other) => kidOf(other) === kid);
}
