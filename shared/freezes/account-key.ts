import { keyedHash } from '../kernel/canonical.ts';

/**
 * The name under which an account is registered: a keyed hash, so that account numbers are never keys. The same for however
 * a number is written: hyphens and the case of letters don't make another account.
 *
 * @param secret the data key
 * @returns HMAC-SHA-256, hex
 */
export function accountKey(secret: string, bankId: string, accountNumber: string): string {
  return keyedHash(secret, `${bankId}#${plainAccount(accountNumber)}`);
}

/** An account number without what people put between its digits. */
function plainAccount(accountNumber: string): string {
  return accountNumber.replaceAll('-', '').toUpperCase();
}
