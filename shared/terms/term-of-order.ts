import type { StopOrder } from '../freezes/order/stop-order.ts';
import { policeOf, type TermOfThing } from './model.ts';

/** The 48 hours of a stop, or the months of a freeze; one that ran out waits until an officer has dealt with it (`settle`). */
export function termsOfOrder(order: StopOrder): readonly TermOfThing[] {
  const { orderId, district, agency, status, expiresAt, settledAt } = order;
  const isStop = status === 'stopped' || (status === 'expired' && settledAt === undefined);
  const isFreeze = status === 'frozen' || (status === 'lapsed' && settledAt === undefined);
  if (expiresAt === undefined || !(isStop || isFreeze)) return [];
  return [
    {
      ...{
        termId: `${orderId}:term`,
        kind: isStop ? 'stop' : 'freeze',
        endsAt: expiresAt,
        about: { kind: 'order', id: orderId },
      },
      ...{ district, waitsFor: agency, readers: [policeOf(district)] },
    },
  ];
}
