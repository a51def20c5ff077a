import { flattenedVerify, type JWK } from 'jose';
import * as z from 'zod';
import { algorithmsOf, signatureAlgorithms } from '../banks/key-set.ts';
import { elapsed, instant, SECOND } from '../kernel/time.ts';
import type { SignatureFault } from './signature-faults.ts';

/** A signature with the largest key that a bank may register, and a header beyond all need. */
const MAX_SIGNATURE = 4_096;

/** Above this, a number of seconds is not a moment that a clock shows: most likely it is milliseconds. */
const LAST_SECOND = 253_402_300_799;

const PART = /^[A-Za-z0-9_-]+$/;

/** A key set as stored with a bank, in the shape that checking needs. */
const Jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

const Header = z.record(z.string(), z.unknown());
type Header = Readonly<z.infer<typeof Header>>;

/**
 * The purposes that a signature may name (protected header `aud`, `orderId`, `instructionId`). All are optional, since JWS knows no such
 * members and banks sign with the libraries they have. But a signature that names something else is not for this, even if it verifies: so
 * the answer of a bank that names the order cannot be put under another order.
 */
export interface Purpose {
  /** The receiver: `cordon`, or a bank for signatures of Cordon. */
  readonly audience: string;
  /** The order it is about, if it is about one. */
  readonly orderId?: string | undefined;
  /** The instruction that the body names, if it names one. */
  readonly instructionId?: string | undefined;
  /** The reader's clock, ISO 8601; how far ahead of it `iat` may lie, and how long ago, in milliseconds. */
  readonly clock?: { readonly now: string; readonly ahead: number; readonly oldest: number } | undefined;
}

/** A detached JWS, taken apart. The reader believes none of it yet. */
export interface ReadSignature {
  readonly encodedHeader: string;
  readonly header: Header;
  readonly value: string;
}

/** The signature taken apart, or why that is impossible. */
export function readSignature(signature: string): ReadSignature | SignatureFault {
  if (signature.length > MAX_SIGNATURE) return 'too-long';
  const parts = signature.split('.');
  const [encodedHeader = '', payload = '', value = ''] = parts;
  if (parts.length !== 3 || !PART.test(encodedHeader) || !PART.test(value)) return 'not-a-jws';
  if (payload !== '') return 'not-detached';
  const header = headerIn(encodedHeader);
  return header === undefined ? 'header-unreadable' : { encodedHeader, header, value };
}

function headerIn(encoded: string): Header | undefined {
  try {
    return Header.safeParse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** The public keys of a stored set that may check signatures. */
export function keysIn(keySet: unknown): readonly JWK[] {
  return Jwks.safeParse(keySet).data?.keys ?? [];
}

/** The one key of the set that the header names, or the fault. */
export function keyFor({ alg, kid, crit, b64 }: Header, keys: readonly JWK[]): JWK | SignatureFault {
  if (crit !== undefined || b64 !== undefined) return 'critical-header';
  if (alg === undefined) return 'alg-missing';
  const algorithm = signatureAlgorithms.find((taken) => taken === alg);
  if (algorithm === undefined) return 'alg-not-taken';
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === kid);
  if (named.length === 0) return 'kid-unknown';
  const [key, ...others] = named.filter((candidate) => algorithmsOf(candidate).includes(algorithm));
  if (key === undefined) return 'alg-not-of-key';
  return others.length > 0 ? 'kid-needed' : key;
}

/** Whether the signature was made over these bytes with this key. */
export async function verifies(bytes: Uint8Array, { encodedHeader, value }: ReadSignature, key: JWK): Promise<boolean> {
  const payload = Buffer.from(bytes).toString('base64url');
  try {
    const jws = { protected: encodedHeader, payload, signature: value };
    await flattenedVerify(jws, key, { algorithms: [...signatureAlgorithms] });
    return true;
  } catch {
    // A body whose signature does not verify, for any reason, is not signed.
    return false;
  }
}

/** The statements of the header that do not fit the request. */
export function claimFaults(header: Header, { audience, orderId, instructionId, clock }: Purpose): readonly SignatureFault[] {
  const { aud = audience, orderId: order = orderId, instructionId: instruction = instructionId, iat } = header;
  return [
    ...((Array.isArray(aud) ? aud.includes(audience) : aud === audience) ? [] : (['audience-wrong'] as const)),
    ...(order === orderId ? [] : (['order-wrong'] as const)),
    ...(instruction === instructionId ? [] : (['instruction-wrong'] as const)),
    ...timeFaults(iat, clock),
  ];
}

function timeFaults(iat: unknown, clock: Purpose['clock']): readonly SignatureFault[] {
  if (iat === undefined || clock === undefined) return [];
  if (typeof iat !== 'number' || !Number.isFinite(iat) || iat < 0) return ['iat-malformed'];
  if (iat > LAST_SECOND) return ['iat-ahead'];
  const age = elapsed(instant(Math.floor(iat) * SECOND), clock.now);
  if (age < -clock.ahead) return ['iat-ahead'];
  // an attacker may have caught it on its way
  return age > clock.oldest ? ['iat-old'] : [];
}
