import { heldFen } from '../../shared/freezes/order/standing.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import { OpenObjections } from '../../shared/objections/open-objections.ts';
import type { PayingAccount } from '../../shared/returns/payment/pay.ts';

/** The frozen account that a payment comes out of, and the streams that say so. */
export async function payingAccount(
  journal: Journal,
  orderId: string,
): Promise<{ readonly account: PayingAccount; readonly rests: readonly AnyLoaded[] }> {
  const [order, open] = await Promise.all([journal.load(StopOrders, orderId), journal.load(OpenObjections, orderId)]);
  const frozenFen = order.state?.status === 'frozen' ? heldFen(order.state) : 0;
  return { account: { frozenFen, objected: (open.state?.open.length ?? 0) > 0 }, rests: [order, open] };
}
