import { createPublicKey } from 'node:crypto';
import * as z from 'zod';
import type { Bank, SentKey } from './model.ts';

type KeySet = NonNullable<Bank['jwks']>;

/** Weaker keys can be broken, or soon will be. */
const MIN_RSA_BITS = 2048;
/** Above this, checking a signature costs more than it proves. */
const MAX_RSA_BITS = 8192;

/** The one list of algorithms, for the keys that a bank registers and for its signatures. */
export const signatureAlgorithms = ['EdDSA', 'Ed25519', 'ES256', 'PS256', 'RS256'] as const;

/** Long enough for the largest modulus. */
const Base64Url = z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/, 'must be base64url without padding, at most 1400 characters');

/** The members that every key may have. Unknown members are passed over (RFC 7517, section 4). */
const common = {
  kid: z.string().exactOptional(),
  use: z.literal('sig').exactOptional(),
  key_ops: z
    .array(z.string().max(64))
    .max(8)
    .refine((operations) => operations.includes('verify'))
    .exactOptional(),
  alg: z.string().exactOptional(),
};

/** Public keys by kind (RFC 7517, 7518, 8037), also of kinds that Cordon does not take, so that it can tell the bank why. */
const PublicKey = z.discriminatedUnion('kty', [
  z.object({ ...common, kty: z.literal('RSA'), n: Base64Url, e: Base64Url }),
  z.object({ ...common, kty: z.literal('EC'), crv: z.string(), x: Base64Url, y: Base64Url }),
  z.object({ ...common, kty: z.literal('OKP'), crv: z.string(), x: Base64Url }),
]);

type PublicKey = z.infer<typeof PublicKey>;

type Algorithm = (typeof signatureAlgorithms)[number];

/** The uses of a key of each kind, and curve. */
const goodFor: Readonly<Record<string, readonly Algorithm[]>> = {
  RSA: ['PS256', 'RS256'],
  'EC P-256': ['ES256'],
  'OKP Ed25519': ['EdDSA', 'Ed25519'],
};

/** A key id: printable ASCII. */
const KEY_ID = /^[\x20-\x7e]{1,64}$/;

type KeyFault =
  | 'private'
  | 'too-many'
  | 'not-a-known-public-key'
  | 'algorithm-not-taken'
  | 'bad-kid'
  | 'not-a-valid-key'
  | 'too-weak'
  | 'too-large'
  | 'no-kid'
  | 'same-kid-twice';

/** The rules for each key, in words. */
export const keyRules: Readonly<Record<KeyFault, string>> = {
  private:
    'must be a public key: it has a member that belongs to a private or a shared one, and must be taken for known to others',
  'too-many': 'must be one of at most 8 keys that can be used',
  'not-a-known-public-key':
    'must be a public signing key (RSA, P-256 or Ed25519) with the members of its kind, and use (sig) and key_ops (verify) if it has them',
  'algorithm-not-taken': `must be for one of ${signatureAlgorithms.join(', ')}: an RSA, P-256 or Ed25519 key with an alg of its kind or none; a signature with any other would never be taken`,
  'bad-kid': 'must have a kid of 1 to 64 printable ASCII characters, if any',
  'not-a-valid-key': 'must be a valid key of its kind',
  'too-weak': 'must have at least 2048 bits',
  'too-large': 'must have at most 8192 bits',
  'no-kid': 'must have a kid, since there is more than one key',
  'same-kid-twice': 'must have a kid of its own',
};

/** The members that make a key private, or a shared secret (RFC 7518, section 6). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;
const MAX_KEYS = 8;

/** A key that Cordon passes over, by its place in the set, and why. */
interface PassedOver {
  readonly key: number;
  readonly rule: KeyFault;
}

/** A bank's keys as Cordon keeps them, and the parts of the set that it passes over. */
interface ReadKeySet {
  readonly kind: 'key-set';
  readonly keys: KeySet['keys'];
  readonly ignored: readonly PassedOver[];
}

/**
 * A bank's keys as it sent them: the usable ones, with the known members. Cordon passes over keys of other kinds, for other uses, too weak
 * or not valid, as RFC 7517 (section 5) has it. If several keys are usable, each needs a key id of its own; otherwise a signature could not
 * be matched with its key.
 *
 * @returns the keys; or the place and the rule if a key is private, none is left, or the key ids do not tell them apart
 */
export function readKeySet(sent: readonly SentKey[]): ReadKeySet | PassedOver {
  const secret = sent.findIndex((key) => PRIVATE_MEMBERS.some((member) => Object.hasOwn(key, member)));
  if (secret >= 0) return { key: secret, rule: 'private' };
  const read = sent.map((value, key) => ({ key, read: readKey(value) }));
  const ignored = read.flatMap(({ key, read: rule }) => (typeof rule === 'string' ? [{ key, rule }] : []));
  const usable = read.flatMap(({ key, read: found }) => (typeof found === 'string' ? [] : [{ key, found }]));
  const [first] = ignored;
  if (usable.length === 0 && first !== undefined) return first;
  const extra = usable[MAX_KEYS];
  if (extra !== undefined) return { key: extra.key, rule: 'too-many' };
  for (const [at, { key }] of usable.entries()) {
    const rule =
      usable.length > 1
        ? kidFault(
            usable.map(({ found }) => found),
            at,
          )
        : undefined;
    if (rule !== undefined) return { key, rule };
  }
  return { kind: 'key-set', keys: usable.map(({ found }) => found), ignored };
}

/** The key with the known members, or why it cannot be used. */
function readKey(value: unknown): PublicKey | KeyFault {
  const parsed = PublicKey.safeParse(value);
  if (!parsed.success) return 'not-a-known-public-key';
  const { kid, use: _use, key_ops: _operations, alg: _alg, ...key } = parsed.data;
  if (algorithmsOf(parsed.data).length === 0) return 'algorithm-not-taken';
  if (kid !== undefined && !KEY_ID.test(kid)) return 'bad-kid';
  const bits = strengthOf(key);
  if (bits === undefined) return 'not-a-valid-key';
  if (key.kty === 'RSA' && bits < MIN_RSA_BITS) return 'too-weak';
  return key.kty === 'RSA' && bits > MAX_RSA_BITS ? 'too-large' : parsed.data;
}

/** The members of a key that decide which signatures it can check. */
interface KeyKind {
  readonly kty?: string | undefined;
  readonly crv?: string | undefined;
  readonly alg?: string | undefined;
  readonly use?: string | undefined;
  readonly key_ops?: readonly string[] | undefined;
}

/** The algorithms that a key checks signatures with: those of its kind, or the one that it names; none if it is for another use. */
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

/** The bits of an RSA modulus, 0 for other keys, undefined if the crypto library finds the key invalid. */
function strengthOf(key: Record<string, string>): number | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' }).asymmetricKeyDetails?.modulusLength ?? 0;
  } catch {
    return undefined;
  }
}

function kidFault(keys: readonly PublicKey[], key: number): KeyFault | undefined {
  const kid = keys[key]?.kid;
  if (kid === undefined) return 'no-kid';
  return keys.slice(0, key).some((other) => other.kid === kid) ? 'same-kid-twice' : undefined;
}
