import * as z from 'zod';
import { AgencyId, InstructionId, TestOrderId } from '../kernel/ids.ts';
import { PushForm } from './scenario-names.ts';

/** Why a push of a test is made, as the bank is told. */
export const testPurposes = ['order', 'reminder', 'retry', 'instruction'] as const;

/** What stands in the bank queue for a test: which instruction to push, and how. */
export const TestMessage = z.strictObject({
  testOrderId: TestOrderId,
  bankId: AgencyId,
  instructionId: InstructionId,
  purpose: z.enum(testPurposes),
  form: PushForm,
});
export type TestMessage = z.infer<typeof TestMessage>;
