import { answersTo, givenInstructions } from './given-instruction.ts';
import { carriesOut } from './instruction-result.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Whether nothing came of what rests on the approval: each instruction on it was declined by the bank, or left unanswered. An
 * instruction that by the bank's word was carried out has used the approval up, also where Cordon disputes it; and so has an order
 * that does not know of the approval.
 */
export function cameToNothing(order: StopOrder, approvalId: string): boolean {
  const rested = givenInstructions(order).filter(({ approval }) => approval?.approvalId === approvalId);
  return (
    rested.length > 0 &&
    rested.every((given) => answersTo(order, given).every(({ code }) => !carriesOut(given.instruction, code)))
  );
}
