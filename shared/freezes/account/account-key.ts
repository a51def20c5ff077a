import { keyedHash } from '../../kernel/canonical.ts';
import { impossible } from '../../kernel/impossible.ts';
import { plainAccount } from '../../kernel/plain-text.ts';
import { plainReference } from '../../kernel/reference.ts';
import type { AccountToStop } from '../model.ts';
import type { TransactionTarget } from '../transfer.ts';

/**
 * The name under which an account is registered: a keyed hash, so that account numbers are never keys. Every spelling of a number gives the
 * same name: hyphens, spaces, full-width digits and the case of letters don't make another account.
 *
 * @param secret the data key
 * @returns HMAC-SHA-256, hex
 */
export function accountKey(secret: string, bankId: string, accountNumber: string): string {
  return keyedHash(secret, `${bankId}#${plainAccount(accountNumber)}`);
}

/**
 * The name under which the target of an order is registered: its account, or else the one transaction at a payment institution. So the
 * limit on stops holds for a transaction too.
 */
export function keyOfStopped(
  secret: string,
  { bankId, accountNumber, target }: Pick<AccountToStop, 'bankId' | 'accountNumber' | 'target'>,
): string {
  if (target !== undefined) return keyedHash(secret, `${bankId}#${transactionOf(target)}`);
  if (accountNumber === undefined) impossible('an order names neither an account nor a transaction');
  return accountKey(secret, bankId, accountNumber);
}

/** Kind and number of a transaction; the `#` keeps it apart from all account numbers. */
function transactionOf({ kind, ...numbers }: TransactionTarget): string {
  const said = Object.entries(numbers).flatMap(([name, number]) =>
    number === undefined ? [] : [`${name}#${plainReference(number)}`],
  );
  return [kind, ...said].join('#');
}
