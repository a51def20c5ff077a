import type { CaseAccount } from '../../shared/ownership/model.ts';

/**
 * The accounts whose lines tell whose money is in one: the account itself and every account of the case that fed it, through any others.
 *
 * @param feeders for each account the accounts that a line in of it names
 */
export function linesNeededFor(accountId: string, feeders: ReadonlyMap<string, Iterable<string>>): ReadonlySet<string> {
  const needed = new Set([accountId]);
  for (const one of needed) for (const feeder of feeders.get(one) ?? []) needed.add(feeder);
  return needed;
}

/** For each account, the accounts of the case that its lines in name. */
export function feedersAmong(accounts: readonly CaseAccount[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Set(accounts.map(({ accountId }) => accountId));
  const named = ({ lines }: CaseAccount) =>
    lines.flatMap(({ direction, counterparty }) =>
      direction === 'in' && counterparty !== undefined && known.has(counterparty) ? [counterparty] : [],
    );
  return new Map(accounts.map((account) => [account.accountId, new Set(named(account))]));
}
