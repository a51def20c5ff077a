import * as z from 'zod';
import { AgencyId, InstructionId, TestOrderId } from '../kernel/ids.ts';
import { PushForm } from './scenario-names.ts';

/** The purpose of a push of a test, as the bank is told it. */
export const testPurposes = ['order', 'reminder', 'retry', 'instruction', 'question'] as const;

/** A message in the bank queue for a test: which instruction to push, and how. */
export const TestMessage = z.strictObject({
  testOrderId: TestOrderId,
  bankId: AgencyId,
  instructionId: InstructionId,
  purpose: z.enum(testPurposes),
  form: PushForm,
});
export type TestMessage = z.infer<typeof TestMessage>;
