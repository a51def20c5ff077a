import { bankLogKey } from '../../banks/keys.ts';
import type { FactLog } from '../../journal/stream.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { StopOrder } from '../order/stop-order.ts';

/** The facts that tell what became of an instruction on its way to the bank. */
export const deliveryFacts = ['order.sent', 'order.delivered', 'order.delivery-failed', 'order.undeliverable'] as const;
export type DeliveryFact = (typeof deliveryFacts)[number];

/** The members of a fact that stand in the bank's log: never a signature, and with it never the body of a push. */
export const loggedMembers = ['instruction', 'instructionId', 'purpose', 'channel', 'attempt', 'reason', 'status'] as const;

/** Whether a fact of an order belongs in the log of deliveries. */
export function isDelivery(type: string): boolean {
  return deliveryFacts.some((one) => one === type);
}

/** Where the fact stands in its bank's log of deliveries, if it belongs there. */
export function bankLogOf({ account }: StopOrder, { type, data }: OrderFact): FactLog | undefined {
  if (!isDelivery(type)) return undefined;
  const said = Object.entries(data).filter(([name]) => loggedMembers.some((one) => one === name));
  return { pk: bankLogKey(account.bankId), line: Object.fromEntries(said) };
}
