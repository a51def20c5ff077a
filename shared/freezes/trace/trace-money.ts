import type { Context } from '../../kernel/context.ts';
import type { AccountFact } from '../account/account-register.ts';
import { openOrder } from '../order/open-order.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { StopOrder } from '../order/stop-order.ts';
import { type Followed, followOutflows } from './follow-outflows.ts';
import type { KnownToTrace } from './trace.ts';
import { type TraceCount, type TraceCountFact, type TraceScope, traceRoom } from './trace-counts.ts';

/** The input of the money's way, besides the order: that of the trace, with the counts behind its bounds. */
export interface KnownToMoney extends Omit<KnownToTrace, 'room'> {
  /** How many orders were opened without a person: for the alarm, and on the bank's word within this hour. */
  readonly counts: Readonly<Record<TraceScope, TraceCount | undefined>>;
}

/** What follows for each stream that the money's way concerns: one append. */
export interface MoneyTraced extends Pick<Followed, 'order' | 'joins'> {
  /** The orders of the next tier, each with what its account's register says of it, beside the edge that leads there. */
  readonly born: readonly {
    readonly orderId: string;
    readonly accountKey: string;
    readonly facts: readonly (OrderFact | AccountFact)[];
  }[];
  /** The orders opened without a person: the same for the count of the alarm as for that of the bank and hour. */
  readonly counted: readonly TraceCountFact[];
}

/**
 * Traces the money out of an order as far as one append goes. An order that officers took back has no account to follow.
 *
 * @throws Error what `followOutflows` throws
 */
export function traceMoney(order: StopOrder, { counts, ...known }: KnownToMoney, context: Context): MoneyTraced {
  if (order.withdrawal !== undefined) return { order: [], joins: [], born: [], counted: [] };
  const followed = followOutflows(order, { ...known, room: traceRoom(counts, context) }, context);
  const { opens, counted } = followed;
  return {
    order: followed.order,
    joins: followed.joins,
    born: opens.map((plan) => {
      const { orderId, accountKey } = plan;
      return { orderId, accountKey, facts: openOrder(plan, known.registers.get(accountKey), context) };
    }),
    counted:
      counted === 0 ? [] : [{ type: 'trace-count.opened', data: { at: context.now, from: order.orderId, orders: counted } }],
  };
}
