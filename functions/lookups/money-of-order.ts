import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { PaidFacts } from '../../shared/returns/payment/pay.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';

/**
 * What these facts of a payment do to the order of the frozen account: a sum that was paid is not there any more, and one that is found not
 * paid is.
 */
export function moneyOfOrder(
  { paymentId, fen }: Pick<ReturnPayment, 'paymentId' | 'fen'>,
  facts: readonly PaidFacts[],
): readonly OrderFact[] {
  return facts.flatMap((fact): readonly OrderFact[] => {
    switch (fact.type) {
      case 'return-payment.done':
      case 'return-payment.found-paid': {
        const { at, paidAt } = fact.data;
        return [{ type: 'order.money-returned', data: { at, paymentId, fen, paidAt } }];
      }
      case 'return-payment.found-unpaid':
        return [{ type: 'order.money-not-returned', data: { at: fact.data.at, paymentId, fen } }];
      default:
        return [];
    }
  });
}
