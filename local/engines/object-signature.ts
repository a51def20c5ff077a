import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as its signature covers it. */
export interface SignedRequest {
  readonly method: string;
  /** The path as it was sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Why the store does not take a signature, in S3's words. */
export type SignatureFault =
  | 'AccessDenied'
  | 'AuthorizationQueryParametersError'
  | 'InvalidAccessKeyId'
  | 'RequestExpired'
  | 'SignatureDoesNotMatch';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** No link lives longer. */
const LONGEST_SECONDS = 7 * 24 * 3600;
/** How far ahead of ours the clock of the signer may be. */
const CLOCK_SKEW_MS = 15 * 60 * 1000;

/**
 * Checks the signature in the query of a request (AWS Signature Version 4): who signed, until when, and that method, path, query and each
 * signed header are those that were signed. A signed header that was left out or changed does not match.
 *
 * @param now epoch milliseconds
 * @returns the fault, or undefined for a good signature
 */
export function signatureFault(request: SignedRequest, keys: Keys, now: number): SignatureFault | undefined {
  const { query, headers } = request;
  const [algorithm, credential, date, expires, signedHeaders, signature] = [
    ...['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'].map((name) => query.get(`X-Amz-${name}`)),
  ];
  if (signature == null) return 'AccessDenied';
  const [accessKeyId, day, region, service, end] = (credential ?? '').split('/');
  const signedAt = momentOf(date ?? '');
  const life = Number(expires);
  const wellFormed =
    algorithm === 'AWS4-HMAC-SHA256' &&
    service === 's3' &&
    end === 'aws4_request' &&
    signedAt !== undefined &&
    date?.slice(0, 8) === day;
  if (!wellFormed || !(life >= 1 && life <= LONGEST_SECONDS)) return 'AuthorizationQueryParametersError';
  if (accessKeyId !== keys.accessKeyId) return 'InvalidAccessKeyId';
  if (now > signedAt + life * 1000 || now < signedAt - CLOCK_SKEW_MS) return 'RequestExpired';
  const names = (signedHeaders ?? '').split(';');
  if (!names.includes('host')) return 'SignatureDoesNotMatch';
  // the store acts on these, so one that the signer does not know of is refused
  if (Object.keys(headers).some((name) => name.startsWith('x-amz-') && !names.includes(name))) return 'AccessDenied';
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonicalOf(request, names))].join('\n');
  const key = ['s3', 'aws4_request'].reduce(
    hmac,
    hmac(hmac(Buffer.from(`AWS4${keys.secretAccessKey}`), day ?? ''), region ?? ''),
  );
  const expected = hmac(key, text);
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected) ? undefined : 'SignatureDoesNotMatch';
}

function canonicalOf({ method, path, query, headers }: SignedRequest, names: readonly string[]): string {
  const pairs = [...query].filter(([name]) => name !== 'X-Amz-Signature').map(([name, value]) => [escaped(name), escaped(value)]);
  const sorted = pairs.toSorted(([a = '', v = ''], [b = '', w = '']) => (a < b || (a === b && v < w) ? -1 : 1));
  return [
    ...[method, path, sorted.map((pair) => pair.join('=')).join('&')],
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/[ \t]+/g, ' ')}`),
    ...['', names.join(';'), query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD'],
  ].join('\n');
}

function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** @param date `20261122T013000Z` @returns epoch milliseconds */
function momentOf(date: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  return year === undefined ? undefined : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
