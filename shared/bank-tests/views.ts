import * as z from 'zod';
import { TestOrderId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { judge } from './judge.ts';
import { TestFault, type TestOrder, TestPush } from './model.ts';
import { TestScenario } from './scenario-names.ts';

/** A test as its bank sees it. */
export const TestView = z
  .strictObject({
    orderId: TestOrderId,
    scenario: TestScenario,
    expects: z.string().describe('What the bank has to do.'),
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
  const told = { orderId, scenario, expects: expectations[scenario], startedAt, dueAt, pushes };
  const { outcome, faults, waiting } = judge(test);
  const late = verdict === undefined ? now >= dueAt : verdict.faults.includes('too-late');
  if (late) return { ...told, outcome: 'failed', faults: ['too-late'], waiting: [...waiting] };
  if (verdict !== undefined) return { ...told, outcome: verdict.outcome, faults: verdict.faults, waiting: [] };
  return { ...told, outcome, faults: [...faults], waiting: [...waiting] };
}

const toTheEnd = (what: string) => `Answer the stop with 0000, then the ${what} with 0000; name the instructionId of each.`;

/** What the bank has to do in each scenario, for the engineer who starts it. */
const expectations: Readonly<Record<TestScenario, string>> = {
  stop: 'Send the receipt, then the result: 0000 or 1200.',
  reminder: 'Take the stop and its reminder (2xx each), and answer once with 0000 or 1200; the same result again does no harm.',
  retry: 'Answer the stop with 1100 first; it comes again; then answer 0000 or 1200.',
  extend: toTheEnd('extension'),
  release: toTheEnd('release'),
  freeze: toTheEnd('freeze'),
  renew: toTheEnd('freeze and its renewal'),
  unfreeze: toTheEnd('freeze and the unfreezing'),
  recall:
    'The stop is taken back at once. Answer the recall with 0000 or 0400; if you had stopped the account, answer the stop, and then the release that follows.',
  duplicate: 'The same push comes twice, with the same idempotency-key. Take both (2xx), carry it out once: 0000 or 1200.',
  'bad-signature':
    'Four pushes: without a signature, with a changed body, signed for another bank, signed an hour ago. Refuse each (401), and answer nothing.',
  outage: 'Nothing is pushed, as if your endpoint were down. Find the stop by GET /v1/bank/orders, and answer 0000 or 1200.',
};
