import * as z from 'zod';

/** The subject of a test order: each purpose of a push, each instruction after a stop, and each fault on the way. */
export const testScenarios = [
  'stop',
  'reminder',
  'retry',
  'extend',
  'release',
  'freeze',
  'renew',
  'unfreeze',
  'narrow',
  'recall',
  'duplicate',
  'bad-signature',
  'outage',
  'statement',
  'whose-account',
  'watch',
  'return',
] as const;
export const TestScenario = z.enum(testScenarios);
export type TestScenario = z.infer<typeof TestScenario>;

const questions: readonly TestScenario[] = ['statement', 'whose-account', 'watch', 'return'];

/** Whether the bank is asked a question in it, and no stop. */
export function asksQuestion(scenario: TestScenario): boolean {
  return questions.includes(scenario);
}

/** How a push of a test is made: correctly, or with a fault that the bank has to find. */
export const pushForms = ['good', 'unsigned', 'tampered', 'other-bank', 'stale'] as const;
export const PushForm = z.enum(pushForms);
export type PushForm = z.infer<typeof PushForm>;
