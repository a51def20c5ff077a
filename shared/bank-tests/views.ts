import * as z from 'zod';
import { TestOrderId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { expectations } from './expectations.ts';
import { judge } from './judge.ts';
import { TestFault, type TestOrder, TestPush } from './model.ts';
import { TestScenario } from './scenario-names.ts';

/** A test as its bank sees it. */
export const TestView = z
  .strictObject({
    orderId: TestOrderId,
    scenario: TestScenario,
    expects: z.string().describe('What the bank has to do; in other languages: `testExpectation` of `GET /v1/labels`.'),
    outcome: z.enum(['running', 'passed', 'failed']),
    faults: z.array(TestFault),
    waiting: z
      .array(z.enum(['push', 'receipt', 'result']))
      .describe('What has not come yet while it runs, or did not come in time.'),
    startedAt: UtcInstant,
    dueAt: UtcInstant.describe('Until when the bank has to have done its part.'),
    pushes: z.array(TestPush).describe('What was pushed, and what the endpoint said.'),
  })
  .meta({ id: 'TestOrder' });
export type TestView = z.infer<typeof TestView>;

/** @param now ISO 8601 UTC */
export function testView(test: TestOrder, now: string): TestView {
  const { testOrderId: orderId, scenario, startedAt, dueAt, pushes, verdict } = test;
  const told = { orderId, scenario, expects: expectations[scenario].en, startedAt, dueAt, pushes };
  const { outcome, faults, waiting } = judge(test);
  const late = verdict === undefined ? now >= dueAt : verdict.faults.includes('too-late');
  if (late) return { ...told, outcome: 'failed', faults: ['too-late'], waiting: [...waiting] };
  if (verdict !== undefined) return { ...told, outcome: verdict.outcome, faults: verdict.faults, waiting: [] };
  return { ...told, outcome, faults: [...faults], waiting: [...waiting] };
}
