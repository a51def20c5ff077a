import { carriesOut } from '../bank-answer/instruction-result.ts';
import { answersTo, givenInstructions } from './given-instruction.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Whether the approval had no effect: the bank declined each instruction that used it, or left it unanswered. An instruction that the bank
 * says it carried out has used the approval up, even if Cordon disputes it; and so has an order that does not know the approval.
 */
export function cameToNothing(order: StopOrder, approvalId: string): boolean {
  const rested = givenInstructions(order).filter(({ approval }) => approval?.approvalId === approvalId);
  return (
    rested.length > 0 &&
    rested.every((given) => answersTo(order, given).every(({ code }) => !carriesOut(given.instruction, code)))
  );
}
