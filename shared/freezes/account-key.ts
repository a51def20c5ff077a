import { keyedHash } from '../kernel/canonical.ts';

/**
 * The name under which an account is registered: a keyed hash, so that account numbers are never keys. The same for however
 * a number is written: hyphens, spaces, full-width digits and the case of letters don't make another account.
 *
 * @param secret the data key
 * @returns HMAC-SHA-256, hex
 */
export function accountKey(secret: string, bankId: string, accountNumber: string): string {
  return keyedHash(secret, `${bankId}#${plainAccount(accountNumber)}`);
}

/** An account number as it is compared: its letters and digits, without what people put between them. */
export function plainAccount(accountNumber: string): string {
  return accountNumber
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}
