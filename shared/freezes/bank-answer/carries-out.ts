import type { InstructionKind } from '../order/instructions.ts';
import { type ResultCode, resultCodes } from './result-codes.ts';

/** Instructions that take effect on any sum that is there, so that 'balance short' means done. */
const takesWhatIsThere: readonly InstructionKind[] = ['stop', 'extend', 'freeze', 'renew', 'narrow'];

/** Whether the code says that the bank carried the instruction out. */
export function carriesOut(instruction: InstructionKind, code: ResultCode): boolean {
  const { class: resultClass } = resultCodes[code];
  return resultClass === 'stopped' || (resultClass === 'partly' && takesWhatIsThere.includes(instruction));
}
