import { type Mark, plainMark } from '../../shared/blacklist/mark/mark-model.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import { keyedHash } from '../../shared/kernel/canonical.ts';
import type { DataKeys } from '../platform/secrets.ts';

/** In place of the bank, where a listing names none: such an account hits at every bank. */
const ANY_BANK = '';

/** The id of the register of a number that is listed without its bank. @param secret the data key of accounts */
export function keyAtAnyBank(secret: string, accountNumber: string): string {
  return accountKey(secret, ANY_BANK, accountNumber);
}

/**
 * The id of a mark's register: a keyed hash, so that marks are never keys. That of an account is the one under which stops know it.
 *
 * @param keys the data keys
 */
export function markKeyOf({ accounts, blacklist }: Pick<DataKeys, 'accounts' | 'blacklist'>, mark: Mark): string {
  if (mark.kind === 'account') return accountKey(accounts, mark.bankId ?? ANY_BANK, mark.accountNumber);
  return keyedHash(blacklist, `${mark.kind}#${plainMark(mark)}`);
}

/** The ids of all registers under which a mark may be listed: an account at its bank, or by its number alone. */
export function markKeysOf(keys: Pick<DataKeys, 'accounts' | 'blacklist'>, mark: Mark): readonly string[] {
  const own = markKeyOf(keys, mark);
  const isAtBank = mark.kind === 'account' && mark.bankId !== undefined;
  return isAtBank ? [own, keyAtAnyBank(keys.accounts, mark.accountNumber)] : [own];
}
