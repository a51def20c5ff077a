import type { InstructionKind } from '../freezes/instructions.ts';
import { type PushForm, type TestScenario, testScenarios } from './scenario-names.ts';

/** One push of the stop with which a test begins. */
interface FirstPush {
  readonly purpose: 'order' | 'reminder';
  readonly form: PushForm;
  /** Milliseconds after the start. */
  readonly after: number;
}

interface Scenario {
  /** What the bank has to do, for the answer to the one who starts it. */
  readonly expects: string;
  /** How the stop is put to an endpoint; nothing where it is not. */
  readonly pushes: readonly FirstPush[];
  /** The instructions that follow, each once the one before it is carried out. */
  readonly followUps: readonly Exclude<InstructionKind, 'stop' | 'recall'>[];
  /** It is about pushes, so a bank without an endpoint has no use for it. */
  readonly needsEndpoint?: true;
}

/** So long after the stop its reminder is pushed, and its duplicate. */
const SOON = 5_000;

const once: readonly FirstPush[] = [{ purpose: 'order', form: 'good', after: 0 }];
const toTheEnd = (what: string) => `Answer the stop with 0000, then the ${what} with 0000; name the instructionId of each.`;

/** The scenarios as a table: what Cordon does, and what the bank has to do. `judge.ts` says when one is passed. */
export const scenarios: Readonly<Record<TestScenario, Scenario>> = {
  stop: { expects: 'Send the receipt, then the result: 0000 or 1200.', pushes: once, followUps: [] },
  reminder: {
    expects: 'Take the stop and its reminder (2xx each), and answer once with 0000 or 1200; the same result again does no harm.',
    pushes: [...once, { purpose: 'reminder', form: 'good', after: SOON }],
    followUps: [],
    needsEndpoint: true,
  },
  retry: { expects: 'Answer the stop with 1100 first; it comes again; then answer 0000 or 1200.', pushes: once, followUps: [] },
  extend: { expects: toTheEnd('extension'), pushes: once, followUps: ['extend'] },
  release: { expects: toTheEnd('release'), pushes: once, followUps: ['release'] },
  freeze: { expects: toTheEnd('freeze'), pushes: once, followUps: ['freeze'] },
  renew: { expects: toTheEnd('freeze and its renewal'), pushes: once, followUps: ['freeze', 'renew'] },
  unfreeze: { expects: toTheEnd('freeze and the unfreezing'), pushes: once, followUps: ['freeze', 'unfreeze'] },
  recall: {
    expects:
      'The stop is taken back at once. Answer the recall with 0000 or 0400; if you had stopped the account, answer the stop, and then the release that follows.',
    pushes: once,
    followUps: [],
  },
  duplicate: {
    expects: 'The same push comes twice, with the same idempotency-key. Take both (2xx), carry it out once: 0000 or 1200.',
    pushes: [...once, { purpose: 'order', form: 'good', after: SOON }],
    followUps: [],
    needsEndpoint: true,
  },
  'bad-signature': {
    expects:
      'Four pushes: without a signature, with a changed body, signed for another bank, signed an hour ago. Refuse each (401), and answer nothing.',
    pushes: [
      { purpose: 'order', form: 'unsigned', after: 0 },
      { purpose: 'order', form: 'tampered', after: 0 },
      { purpose: 'order', form: 'other-bank', after: 0 },
      { purpose: 'order', form: 'stale', after: 0 },
    ],
    followUps: [],
    needsEndpoint: true,
  },
  outage: {
    expects: 'Nothing is pushed, as if your endpoint were down. Find the stop by GET /v1/bank/orders, and answer 0000 or 1200.',
    pushes: [],
    followUps: [],
    needsEndpoint: true,
  },
};

/** What a bank has to pass: all of it, or without an endpoint what does not need one. */
export function requiredOf(hasEndpoint: boolean): readonly TestScenario[] {
  return testScenarios.filter((scenario) => hasEndpoint || scenarios[scenario].needsEndpoint === undefined);
}
