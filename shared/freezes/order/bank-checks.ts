import { isPlaceholder } from '../../kernel/reference.ts';
import type { AccountToStop } from '../model.ts';

/** What a bank compares with its books before it stops anything (银发〔2016〕86号). */
export const bankChecks = ['account-name', 'account-number', 'transaction', 'amount', 'time'] as const;
export type BankCheck = (typeof bankChecks)[number];

/**
 * What the bank can check of this account: all that the officers know. An unknown part is not a mismatch; and a bank may have booked money
 * of another currency as another sum.
 */
export function checksOf(account: AccountToStop): BankCheck[] {
  const known: Readonly<Record<BankCheck, boolean>> = {
    'account-name': knownName(account) !== undefined,
    'account-number': account.accountNumber !== undefined,
    transaction: account.target !== undefined,
    amount: account.transfer.currency === 'CNY',
    time: true,
  };
  return bankChecks.filter((check) => known[check]);
}

/** The holder's name; undefined if the officers do not know it, or wrote a placeholder for it. */
export function knownName({ accountName }: Pick<AccountToStop, 'accountName'>): string | undefined {
  return accountName === undefined || isPlaceholder(accountName) ? undefined : accountName;
}
