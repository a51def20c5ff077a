import * as z from 'zod';
import { CasesOfAlerts } from '../../shared/cases/pointers.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import { ReturnPaymentId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { paymentsOutOfKey } from '../../shared/returns/keys.ts';
import { ReturnPayments } from '../../shared/returns/streams.ts';
import { findCases } from '../lookups/cases.ts';

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

const Card = z.object({ paymentId: ReturnPaymentId });
const PAGE = 100;

/** What all rounds paid out of an account. */
export async function paidOutOf(journal: Journal, orderId: string): Promise<number> {
  let paidFen = 0;
  for await (const page of pagesOf(journal, { index: 'listing', pk: paymentsOutOfKey(orderId), limit: PAGE })) {
    const ids = page.map(({ card }) => parseTolerantly(Card, card).paymentId);
    for (const { state } of await loadAll(journal, ReturnPayments, ids)) if (state?.status === 'done') paidFen += state.fen;
  }
  return paidFen;
}
