import type { TestScenario } from './scenario-names.ts';

const toTheEnd = (what: string) => `Answer the stop with 0000, then the ${what} with 0000; name the instructionId of each.`;

/** What the bank has to do in each scenario, for the engineer who starts it. */
export const expectations: Readonly<Record<TestScenario, string>> = {
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
