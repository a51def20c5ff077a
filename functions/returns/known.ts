import { CasesOfAlerts } from '../../shared/cases/pointers.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll, statesIn } from '../../shared/journal/load-all.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import { roundsOfKey } from '../../shared/returns/keys.ts';
import type { ReturnRound, RoundAccount } from '../../shared/returns/round/round-model.ts';
import { ReturnRounds } from '../../shared/returns/streams.ts';
import { findCases } from '../lookups/cases.ts';
import { lastStatement } from '../lookups/last-statement.ts';
import { paymentsOutOf } from '../lookups/payments-out-of.ts';
import { inParallel } from '../platform/in-parallel.ts';

/** The orders that alarms of a case have, and the streams that say so. */
interface OrdersOfCase {
  readonly states: ReadonlyMap<string, StopOrder>;
  readonly rests: readonly AnyLoaded[];
}

/** Of these orders those of the case, or of a case that was merged into it. */
export async function ordersOfCase(journal: Journal, caseId: string, orderIds: readonly string[]): Promise<OrdersOfCase> {
  const orders = await loadAll(journal, StopOrders, [...new Set(orderIds)]);
  const alerts = [...new Set(orders.flatMap(({ state }) => state?.alertId ?? []))];
  const belongings = await loadAll(journal, CasesOfAlerts, alerts);
  const caseOfAlert = new Map(belongings.map(({ id, state }) => [id, state?.caseId]));
  const { files } = await findCases(
    journal,
    belongings.flatMap(({ state }) => state?.caseId ?? []),
  );
  const isOfCase = ({ alertId }: StopOrder) => files.get(caseOfAlert.get(alertId) ?? '')?.caseId === caseId;
  const own = orders.flatMap((loaded) => (loaded.state !== undefined && isOfCase(loaded.state) ? [loaded.state] : []));
  return { states: new Map(own.map((order) => [order.orderId, order])), rests: [...orders, ...belongings] };
}

/** What all rounds paid out of an account. */
export async function paidOutOf(journal: Journal, orderId: string): Promise<number> {
  const payments = await paymentsOutOf(journal, orderId);
  return payments.reduce((sum, { status, fen }) => (status === 'done' ? sum + fen : sum), 0);
}

/** The account as the last round before this one had it; undefined if none had it. */
export async function accountBefore(
  journal: Journal,
  { caseId, returnId, number }: ReturnRound,
  orderId: string,
): Promise<RoundAccount | undefined> {
  if (number === 1) return undefined;
  const rounds = await statesIn(journal, ReturnRounds, { index: 'file', pk: roundsOfKey(caseId) });
  const others = rounds.filter((round) => round.returnId !== returnId);
  return others.flatMap(({ accounts }) => accounts).findLast((account) => account.orderId === orderId);
}

/** So many accounts are looked up at the same time. */
const LANES = 25;

/** The accounts of the round, by their orders, that have no statement that is whole. */
export async function withoutStatement(journal: Journal, { accounts }: ReturnRound): Promise<readonly string[]> {
  const told = new Set<string>();
  await inParallel(accounts, LANES, async ({ orderId }) => {
    if ((await lastStatement(journal, orderId)) !== undefined) told.add(orderId);
  });
  return accounts.flatMap(({ orderId }) => (told.has(orderId) ? [] : [orderId]));
}
