import { StopOrders } from '../../shared/freezes/streams.ts';
import { fenOf, transfersOf } from '../../shared/freezes/transfers.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll, statesIn } from '../../shared/journal/load-all.ts';
import type { CaseAccount, ClaimedLine, OwnershipSettings } from '../../shared/ownership/model.ts';
import { linesOfTransfers } from '../../shared/ownership/statement-lines.ts';
import type { ReturnClaim } from '../../shared/returns/claim/claim-model.ts';
import { transferKey } from '../../shared/returns/claim/claimed-transfer.ts';
import { claimsOfKey } from '../../shared/returns/keys.ts';
import type { KnownTransfers } from '../../shared/returns/plan/plan-input.ts';
import type { UnshownTransfer } from '../../shared/returns/plan/plan-pages.ts';
import { ReturnClaims } from '../../shared/returns/streams.ts';
import type { OrdersOfCase } from './case-lines.ts';

/** A transfer that is claimed, as its order has it. */
interface ClaimedTransfer {
  readonly key: string;
  readonly claimId: string;
  readonly accountKey: string;
  /** The sum of the transfer, and what of it is claimed. */
  readonly amountFen: number;
  readonly claimedFen: number;
  readonly at: string;
}

/** The claims of a case, and the transfers that those which stand claim. */
export interface ClaimsOfCase {
  readonly claims: readonly ReturnClaim[];
  readonly transfers: readonly ClaimedTransfer[];
}

/** @param orders that are known already */
export async function claimsOfCase(journal: Journal, caseId: string, orders: OrdersOfCase): Promise<ClaimsOfCase> {
  const claims = await statesIn(journal, ReturnClaims, { index: 'file', pk: claimsOfKey(caseId) });
  const claimed = claims
    .filter(({ status }) => status === 'standing')
    .flatMap(({ claimId, transfers }) => transfers.map((one) => ({ ...one, claimId })));
  const left = [...new Set(claimed.map(({ orderId }) => orderId))].filter((orderId) => !orders.has(orderId));
  const others = new Map((await loadAll(journal, StopOrders, left)).map(({ id, state }) => [id, state]));
  const transfers = claimed.flatMap((one) => {
    const order = orders.get(one.orderId) ?? others.get(one.orderId);
    const transfer = order === undefined ? undefined : transfersOf(order)[one.transfer];
    if (order === undefined || transfer === undefined) return [];
    const { accountKey } = order;
    return [
      {
        key: transferKey(one),
        claimId: one.claimId,
        accountKey,
        amountFen: fenOf(transfer),
        claimedFen: one.amountFen,
        at: transfer.at,
      },
    ];
  });
  return { claims, transfers };
}

/** When each claimed transfer was made, by its key. */
export function timesOfTransfers({ transfers }: ClaimsOfCase): KnownTransfers['at'] {
  return new Map(transfers.map(({ key, at }) => [key, at]));
}

/**
 * Of each claimed transfer the line of its account that it is; a transfer that these accounts do not show has none. Alarms have orders of
 * their own at one account, so the account tells where the line is, and not the order.
 */
export function linesClaimed(
  { transfers }: ClaimsOfCase,
  accounts: readonly CaseAccount[],
  orders: OrdersOfCase,
  { clockSlackMs }: OwnershipSettings,
): ReadonlyMap<string, Omit<ClaimedLine, 'amountFen'>> {
  const byAccount = Map.groupBy(transfers, ({ accountKey }) => accountKey);
  const lines = new Map<string, Omit<ClaimedLine, 'amountFen'>>();
  for (const { accountId, lines: ofAccount } of accounts) {
    const claimed = byAccount.get(orders.get(accountId)?.accountKey ?? '') ?? [];
    const found = linesOfTransfers(ofAccount, claimed, clockSlackMs);
    for (const [n, { key }] of claimed.entries()) {
      const lineId = found[n]?.lineId;
      if (lineId !== undefined) lines.set(key, { accountId, lineId });
    }
  }
  return lines;
}

/** The claimed transfers to an account that its statement does not show. */
export function unshownIn(
  { transfers }: ClaimsOfCase,
  accountKey: string | undefined,
  lines: ReadonlyMap<string, unknown>,
): readonly UnshownTransfer[] {
  const missing = transfers.filter((one) => one.accountKey === accountKey && !lines.has(one.key));
  return missing.map(({ claimId, claimedFen, at }) => ({ claimId, fen: claimedFen, at }));
}
