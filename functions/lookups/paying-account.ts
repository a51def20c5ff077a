import { staysFrozenFen } from '../../shared/freezes/order/standing.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import { OpenObjections } from '../../shared/objections/open-objections.ts';
import type { PayingAccount } from '../../shared/returns/payment/pay.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { paymentsOutOf } from './payments-out-of.ts';

/**
 * The frozen account that a payment comes out of, and the streams that say so.
 *
 * @param outFen what other payments that the bank has not made take out of it
 */
export async function payingAccount(
  journal: Journal,
  orderId: string,
  outFen: number,
): Promise<{ readonly account: PayingAccount; readonly rests: readonly AnyLoaded[] }> {
  const [order, open] = await Promise.all([journal.load(StopOrders, orderId), journal.load(OpenObjections, orderId)]);
  const frozenFen = order.state === undefined ? 0 : staysFrozenFen(order.state) - outFen;
  return { account: { frozenFen, objected: (open.state?.open.length ?? 0) > 0 }, rests: [order, open] };
}

/** What a payment takes out of its account that the bank has not paid yet. */
export function outOf({ status, fen }: Pick<ReturnPayment, 'status' | 'fen'>): number {
  return status === 'ordered' ? fen : 0;
}

/** What the other payments out of the account of this one take that their bank has not made. */
export async function othersOut(journal: Journal, { orderId, paymentId }: ReturnPayment): Promise<number> {
  const payments = await paymentsOutOf(journal, orderId);
  return payments.reduce((sum, one) => (one.paymentId === paymentId ? sum : sum + outOf(one)), 0);
}
