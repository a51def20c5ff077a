import type { Journal } from '../../shared/journal/journal.ts';
import { statesIn } from '../../shared/journal/load-all.ts';
import { paymentsOutOfKey } from '../../shared/returns/keys.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnPayments } from '../../shared/returns/streams.ts';

/** The payments of all rounds out of the account of an order. */
export function paymentsOutOf(journal: Journal, orderId: string): Promise<readonly ReturnPayment[]> {
  return statesIn(journal, ReturnPayments, { index: 'listing', pk: paymentsOutOfKey(orderId) });
}
