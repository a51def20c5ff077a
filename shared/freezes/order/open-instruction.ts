import type { InstructionKind } from './instructions.ts';
import type { OrderStatus } from './order-status.ts';
import type { StopOrder } from './stop-order.ts';

const asking: readonly OrderStatus[] = ['requested', 'sent', 'received', 'unanswered'];

/** Whether the bank's result of the stop itself is still to come. */
export function awaitsStop({ status }: StopOrder): boolean {
  return asking.includes(status);
}

/** Whether a result of the stop is still taken: it is awaited, or it crosses with the recall of a stop that was not answered. */
export function takesStopResult(order: StopOrder): boolean {
  const { status, withdrawal, answeredAt } = order;
  return awaitsStop(order) || (status === 'withdrawn' && withdrawal !== undefined && answeredAt === undefined);
}

/**
 * What the bank has to act on now, if anything: the stop, or the instruction that is pending. An instruction on a term that is over
 * is not put to the bank any more, but for a freeze: that stands on papers of its own.
 */
export function openInstruction(order: StopOrder): InstructionKind | undefined {
  if (awaitsStop(order)) return 'stop';
  const { status, pending } = order;
  if (pending === undefined) return undefined;
  const running = status === 'stopped' || status === 'frozen';
  return running || pending.instruction === 'freeze' || pending.instruction === 'recall' ? pending.instruction : undefined;
}
