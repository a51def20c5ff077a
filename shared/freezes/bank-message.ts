import * as z from 'zod';
import { AgencyId, OrderId } from '../kernel/ids.ts';
import { InstructionKind } from './instructions.ts';

/** What stands in the bank queue: which order to put to which bank, never the order itself. Checked at both ends. */
export const BankMessage = z.strictObject({
  orderId: OrderId,
  bankId: AgencyId,
  instruction: InstructionKind,
  /** `rearm` only stores the token of a workflow that goes on waiting; the bank is not bothered. */
  purpose: z.enum(['order', 'reminder', 'rearm', 'instruction', 'retry']),
  taskToken: z.string().min(1).optional(),
});
export type BankMessage = z.infer<typeof BankMessage>;
