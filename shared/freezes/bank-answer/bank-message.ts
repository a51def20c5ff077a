import * as z from 'zod';
import { AgencyId, InstructionId, OrderId } from '../../kernel/ids.ts';
import { InstructionKind, SendingPurpose } from '../order/instruction-kinds.ts';

/** A message in the bank queue: which order to put to which bank, never the order itself. Both ends check it. */
export const BankMessage = z.strictObject({
  orderId: OrderId,
  bankId: AgencyId,
  instruction: InstructionKind,
  /** Which instruction of the order; absent in the workflow's messages, which are about the stop that the bank is asked for now. */
  instructionId: InstructionId.optional(),
  /** `rearm`, of workflows begun by the release before, only stores the token of one that goes on waiting; nothing is pushed to the bank. */
  purpose: z.enum([...SendingPurpose.options, 'rearm']),
  /** The bank asked for it: the first attempt goes out even while its circuit is open. */
  asked: z.literal(true).optional(),
  taskToken: z.string().min(1).optional(),
});
export type BankMessage = z.infer<typeof BankMessage>;
