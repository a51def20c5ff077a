import { hkdfSync } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type SigningKeys, signingKeyOf } from '../../shared/http/signing-key.ts';

/** The keys made from the data secret, one a purpose, so that one can never replace another. Hex. */
export interface DataKeys {
  /** For the keyed hashes of account numbers. Must never change: registers are found by them. */
  readonly accounts: string;
  /** For the keyed hashes of victims' data. Must never change, for the same reason. */
  readonly victims: string;
  /** For the keyed hashes by which people and accounts are found. Must never change, for the same reason. */
  readonly finds: string;
  /** For the keyed hashes of marks on the blacklist, except accounts. Must never change, for the same reason. */
  readonly blacklist: string;
  /** For the keys of list cursors. */
  readonly cursors: string;
  /** For the private addresses of calendars. */
  readonly calendars: string;
}

const KEY_BYTES = 32;

/** Reads a secret once a container, at first need; a failed read is tried again at the next need. */
function onceRead<T>(arn: string, derive: (secret: string) => T): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= read(arn)
      .then(derive)
      .catch((error: unknown) => {
        kept = undefined;
        throw error;
      });
    return kept;
  };
}

async function read(arn: string): Promise<string> {
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: arn }));
  if (SecretString === undefined || SecretString.length < KEY_BYTES) throw new Error('a secret is missing or too short');
  return SecretString;
}

/** A key for one purpose (HKDF-SHA-256). */
function derived(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `cordon/${purpose}`, KEY_BYTES));
}

/** The data keys of the secret with this ARN. */
export function dataKeysIn(secretArn: string): () => Promise<DataKeys> {
  return onceRead(secretArn, dataKeysOf);
}

/** The data keys made from the text of the secret. */
export function dataKeysOf(secret: string): DataKeys {
  const keyFor = (purpose: keyof DataKeys) => derived(secret, purpose).toString('hex');
  return {
    ...{ accounts: keyFor('accounts'), victims: keyFor('victims'), finds: keyFor('finds') },
    blacklist: keyFor('blacklist'),
    ...{ cursors: keyFor('cursors'), calendars: keyFor('calendars') },
  };
}

/** The keys Cordon signs with, one an algorithm, from the secret with this ARN. */
export function signingKeyIn(secretArn: string): SigningKeys {
  const keys = onceRead(secretArn, (secret) => ({
    EdDSA: signingKeyOf(derived(secret, 'signing')),
    ES256: signingKeyOf(derived(secret, 'signing-es256'), 'ES256'),
  }));
  return async (algorithm = 'EdDSA') => (await keys())[algorithm];
}
