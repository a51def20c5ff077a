import { carriesOut } from '../bank-answer/carries-out.ts';
import { resultCodes } from '../bank-answer/result-codes.ts';
import { answersTo, type GivenInstruction, givenInstructions, isOf } from './given-instruction.ts';
import type { InstructionKind } from './instructions.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Whether the approval had no effect: the bank declined each instruction that used it, or left it unanswered. An instruction that the bank
 * says it carried out has used the approval up, even if Cordon disputes it; and so has an order that does not know the approval, or that
 * did not keep all that the bank said.
 *
 * @param instruction what is to be ordered on it now: an instruction of another kind that used it has used it up
 */
export function cameToNothing(order: StopOrder, approvalId: string, instruction: InstructionKind): boolean {
  const rested = givenInstructions(order).filter(({ approval }) => approval?.approvalId === approvalId);
  return (
    rested.length > 0 &&
    order.disputesNotKept === undefined &&
    rested.every((given) => given.instruction === instruction && !isSaidDone(order, given))
  );
}

/** Whether the bank said at any time that it carried it out. In a result that contradicts the one before, a part counts for any kind. */
function isSaidDone(order: StopOrder, given: GivenInstruction): boolean {
  if (answersTo(order, given).some(({ code }) => carriesOut(given.instruction, code))) return true;
  return order.disputes.some((dispute) => {
    const { class: resultClass } = resultCodes[dispute.code];
    return isOf(given, dispute) && (resultClass === 'stopped' || resultClass === 'partly');
  });
}
