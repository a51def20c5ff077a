import type { Context } from '../../kernel/context.ts';
import type { AccountToStop } from '../model.ts';
import { stands } from '../order/join-order.ts';
import type { StopOrder } from '../order/stop-order.ts';
import { newTransfers, transfersOf } from '../transfers.ts';

/** The scope of the stop, and the sum if it is for a sum. */
type Scope = Pick<AccountToStop, 'scope' | 'amountFen'>;

/** Whether the bank is to hold a sum, and let the rest of the account be. */
export function isForSum({ scope }: Scope): boolean {
  return scope === 'sum';
}

/**
 * The scope of the one stop that several places of a request ask for: the account if any of them does, or else the sums of all, each
 * transfer once.
 */
export function scopeOfAll(accounts: readonly AccountToStop[]): Scope {
  if (!accounts.every(isForSum)) return {};
  const sums: { readonly transfer: AccountToStop['transfer']; amountFen: number }[] = [];
  for (const { transfer, amountFen = 0 } of accounts) {
    const same = sums.find((one) => newTransfers([one.transfer], [transfer]).length === 0);
    if (same === undefined) sums.push({ transfer, amountFen });
    else same.amountFen = Math.max(same.amountFen, amountFen);
  }
  return { scope: 'sum', amountFen: sums.reduce((sum, { amountFen }) => sum + amountFen, 0) };
}

/**
 * Whether the order does for its alarm all that a second request asks for. A stop of a sum holds only that sum: a request beyond it needs a
 * stop of its own.
 */
export function takesIn(order: StopOrder, asked: Parameters<typeof transfersOf>[0], context: Pick<Context, 'now'>): boolean {
  if (!stands(order, context)) return false;
  if (!isForSum(order.account)) return true;
  const more = !isForSum(asked.account) || (asked.account.amountFen ?? 0) > (order.account.amountFen ?? 0);
  return !more && newTransfers(transfersOf(order), transfersOf(asked)).length === 0;
}
