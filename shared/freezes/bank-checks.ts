import { isPlaceholder } from '../kernel/reference.ts';
import type { AccountToStop } from './model.ts';

/** What a bank compares with its books before it stops anything (银发〔2016〕86号). */
export const bankChecks = ['account-name', 'account-number', 'amount', 'time'] as const;
export type BankCheck = (typeof bankChecks)[number];

/** What the bank can check of this account: all that the officers know. What they do not know is no mismatch. */
export function checksOf(account: AccountToStop): BankCheck[] {
  return bankChecks.filter((check) => check !== 'account-name' || knownName(account) !== undefined);
}

/** The holder's name, unless the officers do not know it, or wrote something that stands for no name. */
export function knownName({ accountName }: Pick<AccountToStop, 'accountName'>): string | undefined {
  return accountName === undefined || isPlaceholder(accountName) ? undefined : accountName;
}
