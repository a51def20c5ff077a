import { waitingOutflows } from '../trace/hold-outflows.ts';
import type { OrderStatus } from './order-status.ts';
import type { StopOrder } from './stop-order.ts';

/** The party whose act an order waits for: its bank (an answer), or the police that answer for it (a decision). */
export const waitsForWhich = ['bank', 'police'] as const;
export type WaitsFor = (typeof waitsForWhich)[number];

const asked: readonly OrderStatus[] = ['requested', 'sent', 'received'];
/** The bank said why it cannot stop the account, or did not answer: an officer must act next. */
const back: readonly OrderStatus[] = ['returned', 'already-held', 'unanswered'];

/** The term has run out. The order waits until an officer has dealt with it. */
const over: readonly OrderStatus[] = ['expired', 'lapsed'];

/**
 * The party whose act the order waits for at this moment; undefined if it waits for time, for another order, or for nothing more. The order
 * waits for the police, although the bank has it, if they must telephone, if its term ends soon, or if its outflows are held until an
 * officer clears them.
 */
export function waitsOn(
  order: Pick<StopOrder, 'status' | 'onPhone' | 'delivery' | 'pending' | 'expiryWarned' | 'edges' | 'cleared' | 'correctedBy'> &
    Pick<StopOrder, 'settledAt' | 'turnCameAt'>,
): WaitsFor | undefined {
  const { status, onPhone, delivery, pending, expiryWarned, settledAt, turnCameAt } = order;
  const ranOut = over.includes(status) && settledAt === undefined;
  const hasTurn = status === 'in-line' && turnCameAt !== undefined && pending === undefined;
  if (back.includes(status) || ranOut || hasTurn || waitingOutflows(order).length > 0) return 'police';
  const open = asked.includes(status) || pending !== undefined;
  if (open) return onPhone || delivery.undeliverable ? 'police' : 'bank';
  return expiryWarned && (status === 'stopped' || status === 'frozen') ? 'police' : undefined;
}

/**
 * Whether the bank must keep the 30 minutes: Cordon asked it before they were over, and the order does not correct a request that a bank
 * had to send back. Otherwise the time was lost before the bank had the order.
 */
export function isBanksTime({ askedAt, dueAt, corrects }: Pick<StopOrder, 'askedAt' | 'dueAt' | 'corrects'>): boolean {
  return corrects === undefined && askedAt <= dueAt;
}

/** What the bank holds at this moment, in fen: the sum stopped, or the sum frozen; 0 once it has let go. */
export function heldFen({ status, stoppedFen, frozenFen }: Pick<StopOrder, 'status' | 'stoppedFen' | 'frozenFen'>): number {
  if (status === 'stopped') return stoppedFen;
  return status === 'frozen' ? (frozenFen ?? stoppedFen) : 0;
}
