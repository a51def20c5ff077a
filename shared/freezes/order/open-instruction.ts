import type { InstructionKind } from './instructions.ts';
import type { OrderStatus } from './order-status.ts';
import type { StopOrder } from './stop-order.ts';

const asking: readonly OrderStatus[] = ['requested', 'sent', 'received', 'unanswered'];

/** Whether the bank's result of the stop itself is still to come. */
export function awaitsStop({ status }: StopOrder): boolean {
  return asking.includes(status);
}

/**
 * Whether Cordon still takes a result of the stop: it awaits the result, or the result crosses with the recall of a stop that was not
 * answered.
 */
export function takesStopResult(order: StopOrder): boolean {
  const { status, withdrawal, answeredAt } = order;
  return awaitsStop(order) || (status === 'withdrawn' && withdrawal !== undefined && answeredAt === undefined);
}

/**
 * What the bank has to act on now, if it has to: the stop, or the pending instruction. Cordon no longer puts an instruction on an ended
 * term to the bank, except a freeze, which stands on papers of its own.
 */
export function openInstruction(order: StopOrder): InstructionKind | undefined {
  if (awaitsStop(order)) return 'stop';
  const { status, pending } = order;
  if (pending === undefined) return undefined;
  const running = status === 'stopped' || status === 'frozen';
  return running || pending.instruction === 'freeze' || pending.instruction === 'recall' ? pending.instruction : undefined;
}
