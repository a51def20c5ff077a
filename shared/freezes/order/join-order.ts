import type { Context } from '../../kernel/context.ts';
import type { OrderPlan } from '../model.ts';
import type { Transfer } from '../transfer.ts';
import { firstOf, newTransfers, sumOf, transfersOf } from '../transfers.ts';
import { papersWithRoom } from './documents.ts';
import type { InstructionKind } from './instructions.ts';
import type { OrderFact } from './order-facts.ts';
import type { OrderStatus } from './order-status.ts';
import type { StopOrder } from './stop-order.ts';

/** The bank is asked, or holds the account, or the order waits its turn. */
const standing: ReadonlySet<OrderStatus> = new Set(['requested', 'sent', 'received', 'in-line', 'stopped', 'frozen']);

/** What a bank is told when it is to let go of the account, or not to stop it after all. */
const lettingGo: ReadonlySet<InstructionKind> = new Set(['recall', 'release', 'unfreeze']);

/**
 * Whether the order still does what a second request of its alarm asks for: the bank holds or will hold the account, and is not told to let
 * go.
 */
export function stands({ status, pending, expiresAt }: StopOrder, { now }: Pick<Context, 'now'>): boolean {
  return (
    standing.has(status) &&
    !(pending !== undefined && lettingGo.has(pending.instruction)) &&
    (expiresAt === undefined || expiresAt > now)
  );
}

/**
 * A second request of one alarm for an account, or a correction to it, joins the order that stands there, as the trace does: Cordon stops
 * no account twice for one alarm. Only transfers that the order does not know yet add to the traced sum. A correction brings its papers, as
 * far as there is room: all of them stay with the order that it corrects.
 *
 * @returns `order.joined` and `order.documents-added`, neither if nothing is new
 */
export function joinOrder(order: StopOrder, plan: OrderPlan, { now }: Context): readonly OrderFact[] {
  const transfers = newTransfers(transfersOf(order), transfersOf(plan));
  const moneyAt = firstOf(transfers);
  const documents = papersWithRoom(order, plan.documents);
  return [
    ...(moneyAt === undefined
      ? []
      : [
          {
            type: 'order.joined' as const,
            data: { at: now, transfers: [...transfers], moneyAt, ...broughtBy(plan, order, transfers) },
          },
        ]),
    ...(documents.length === 0 ? [] : [{ type: 'order.documents-added' as const, data: { at: now, documents } }]),
  ];
}

/**
 * Where the money comes from, and how much. A correction brings no more than the order still has, and no money that comes back to its own
 * source.
 */
function broughtBy(
  { requestId, corrects, ancestors, tracedFen }: OrderPlan,
  { orderId }: StopOrder,
  transfers: readonly Transfer[],
) {
  const sum = sumOf(transfers);
  if (corrects === undefined) return { requestId, tracedFen: sum, ancestors: [] };
  return {
    from: corrects,
    tracedFen: ancestors.includes(orderId) ? 0 : Math.min(sum, tracedFen),
    ancestors: ancestors.filter((other) => other !== orderId),
  };
}
