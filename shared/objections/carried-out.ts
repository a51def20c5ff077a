import type { OrderStatus } from '../freezes/order/order-status.ts';
import type { StopOrder } from '../freezes/order/stop-order.ts';
import type { BankRefusal, Objection } from './model.ts';

/** In these states the bank holds nothing, and is asked for nothing more that could hold. */
const over: readonly OrderStatus[] = ['turned-down', 'returned', 'already-held', 'failed', 'corrected', 'released'];
/** In these as well, once no instruction waits for the bank. */
const overOnceAnswered: readonly OrderStatus[] = ['withdrawn', 'expired', 'lapsed'];

/** Whether the bank holds nothing for the order any more. */
export function holdsNothing({ status, pending }: Pick<StopOrder, 'status' | 'pending'>): boolean {
  return over.includes(status) || (overOnceAnswered.includes(status) && pending === undefined);
}

/** Whether the bank has done what the ruling asks: let go of all, or held no more than the sum that stays. */
export function isCarriedOut({ decision, correction }: Objection, order: StopOrder): boolean {
  const { outcome, narrowedToFen = 0 } = correction ?? decision ?? {};
  const isNarrowed = order.narrowedFen !== undefined && order.narrowedFen <= narrowedToFen;
  return holdsNothing(order) || (outcome === 'partly-upheld' && isNarrowed);
}

/** The instructions that carry a ruling out. */
const carrying: readonly BankRefusal['instruction'][] = ['recall', 'release', 'unfreeze', 'narrow'];

/** Whether a bank that declines the instruction leaves a ruling undone. */
export function carriesRuling(instruction: BankRefusal['instruction']): boolean {
  return carrying.includes(instruction);
}
