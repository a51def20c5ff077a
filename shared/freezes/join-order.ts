import type { Context } from '../kernel/context.ts';
import type { InstructionKind } from './instructions.ts';
import type { OrderPlan } from './model.ts';
import type { OrderFact } from './order-facts.ts';
import type { OrderStatus } from './order-status.ts';
import type { StopOrder } from './stop-order.ts';
import { firstOf, newTransfers, sumOf, transfersOf } from './transfers.ts';

/** The bank is asked, or holds the account, or the order waits its turn. */
const standing: ReadonlySet<OrderStatus> = new Set(['requested', 'sent', 'received', 'in-line', 'stopped', 'frozen']);

/** What a bank is told where it is to let go of the account, or not to stop it after all. */
const lettingGo: ReadonlySet<InstructionKind> = new Set(['recall', 'release', 'unfreeze']);

/** Whether the order still does for its alarm what a second request asks for: the bank holds or will hold, and is not to let go. */
export function stands({ status, pending, expiresAt }: StopOrder, { now }: Pick<Context, 'now'>): boolean {
  return (
    standing.has(status) &&
    !(pending !== undefined && lettingGo.has(pending.instruction)) &&
    (expiresAt === undefined || expiresAt > now)
  );
}

/**
 * A second request of one alarm for an account joins the order that stands there, as the trace does: no account is stopped twice for
 * one alarm. Only transfers that the order does not know yet add to what is traced.
 *
 * @returns `order.joined`, or no fact where every transfer is known
 */
export function joinOrder(order: StopOrder, plan: OrderPlan, { now }: Context): readonly OrderFact[] {
  const transfers = newTransfers(transfersOf(order), transfersOf(plan));
  const moneyAt = firstOf(transfers);
  if (moneyAt === undefined) return [];
  const { requestId } = plan;
  return [
    {
      type: 'order.joined',
      data: { at: now, requestId, transfers: [...transfers], tracedFen: sumOf(transfers), ancestors: [], moneyAt },
    },
  ];
}
