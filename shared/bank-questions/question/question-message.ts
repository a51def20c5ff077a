import * as z from 'zod';
import { AgencyId, InstructionId } from '../../kernel/ids.ts';
import { QuestionPurpose } from './model.ts';

/** A message in the bank queue: which question to put to which bank, never the question itself. Both ends check it. */
export const QuestionMessage = z.strictObject({ questionId: InstructionId, bankId: AgencyId, purpose: QuestionPurpose });
export type QuestionMessage = z.infer<typeof QuestionMessage>;
