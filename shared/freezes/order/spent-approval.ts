import { carriesOut } from '../bank-answer/carries-out.ts';
import { resultCodes } from '../bank-answer/result-codes.ts';
import { answersTo, type GivenInstruction, givenInstructions, isOf } from './given-instruction.ts';
import type { InstructionKind } from './instructions.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Whether the approval had no effect: the bank declined each instruction that used it, or left it unanswered. If the bank says that it
 * carried out an instruction, the approval is used up, even if Cordon disputes it. An approval also counts as used up if the order does not
 * know it, or did not keep all that the bank said.
 *
 * @param instruction the one to be ordered on it now: an instruction of another kind that used the approval has used it up
 */
export function cameToNothing(order: StopOrder, approvalId: string, instruction: InstructionKind): boolean {
  const rested = givenInstructions(order).filter(({ approval }) => approval?.approvalId === approvalId);
  return (
    rested.length > 0 &&
    order.disputesNotKept === undefined &&
    rested.every((given) => given.instruction === instruction && !isSaidDone(order, given))
  );
}

/**
 * Whether the bank said at any time that it carried the instruction out. In a result that contradicts an earlier one, a partial one counts
 * for any kind.
 */
function isSaidDone(order: StopOrder, given: GivenInstruction): boolean {
  if (answersTo(order, given).some(({ code }) => carriesOut(given.instruction, code))) return true;
  return order.disputes.some((dispute) => {
    const { class: resultClass } = resultCodes[dispute.code];
    return isOf(given, dispute) && (resultClass === 'stopped' || resultClass === 'partly');
  });
}
