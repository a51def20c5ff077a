import type { JWK } from 'jose';
import { type BodyForm, otherForms } from './body-forms.ts';
import type { SignatureAdvice, SignatureFault } from './signature-faults.ts';
import { claimFaults, keyFor, keysIn, type Purpose, type ReadSignature, readSignature, verifies } from './signature-reading.ts';

/** The findings on a signature. Cordon takes a signature without faults. */
export interface Examined {
  readonly faults: readonly SignatureFault[];
  readonly advice: readonly SignatureAdvice[];
  /** The place in the set of the key that made it, if one did. */
  readonly madeWith?: number;
  /** The form of the body that was signed, if it was not the one that came. */
  readonly signedForm?: BodyForm;
}

/**
 * Says exactly what is wrong with a detached signature: the same rules as `isSignedBy`, and, if the signature does not verify, which other
 * key or which other form of the body it fits. It costs a dozen checks of a signature, so no urgent path uses it.
 */
export async function examineSignature(
  bytes: Uint8Array,
  signature: string | undefined,
  keySet: unknown,
  purpose: Purpose,
): Promise<Examined> {
  const keys = keysIn(keySet);
  if (keys.length === 0) return only('no-keys');
  if (signature === undefined) return only('missing');
  const read = readSignature(signature);
  if (typeof read === 'string') return only(read);
  const claims = claimFaults(read.header, purpose);
  const key = keyFor(read.header, keys);
  const made = await makingOf(bytes, read, keys, typeof key === 'string' ? undefined : key);
  return {
    ...made,
    faults: [...(typeof key === 'string' ? [key] : []), ...made.faults, ...claims],
    advice: adviceOn(read.header, purpose),
  };
}

function only(fault: SignatureFault): Examined {
  return { faults: [fault], advice: [] };
}

type Making = Pick<Examined, 'faults' | 'madeWith' | 'signedForm'>;

/** How the signature was made: over which bytes, with which of the keys. If the header means no key, all are tried. */
async function makingOf(bytes: Uint8Array, read: ReadSignature, keys: readonly JWK[], meant: JWK | undefined): Promise<Making> {
  if (meant !== undefined && (await verifies(bytes, read, meant))) return { faults: [], madeWith: keys.indexOf(meant) };
  for (const [madeWith, key] of keys.entries()) {
    if (key !== meant && (await verifies(bytes, read, key)))
      return { faults: meant === undefined ? [] : ['other-key'], madeWith };
  }
  const tried = meant === undefined ? keys : [meant];
  for (const key of tried) {
    for (const [signedForm, other] of otherForms(bytes)) {
      if (await verifies(other, read, key)) return { faults: ['bytes-differ'], madeWith: keys.indexOf(key), signedForm };
    }
  }
  if (meant === undefined) return { faults: [] };
  return { faults: [isDer(read) ? 'signature-der' : 'does-not-verify'] };
}

const DER_SEQUENCE = 0x30;
const P256_SIGNATURE = 64;

/** Crypto libraries give ECDSA signatures in DER unless they are told otherwise. */
function isDer({ header, value }: ReadSignature): boolean {
  const bytes = Buffer.from(value, 'base64url');
  return header['alg'] === 'ES256' && bytes.length !== P256_SIGNATURE && bytes[0] === DER_SEQUENCE;
}

function adviceOn(header: ReadSignature['header'], { orderId }: Purpose): readonly SignatureAdvice[] {
  const { kid, aud, orderId: order, iat } = header;
  return [
    ...(kid === undefined ? (['kid-missing'] as const) : []),
    ...(aud === undefined ? (['audience-missing'] as const) : []),
    ...(orderId !== undefined && order === undefined ? (['order-missing'] as const) : []),
    ...(iat === undefined ? (['iat-missing'] as const) : []),
  ];
}
