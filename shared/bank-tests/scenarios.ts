import type { InstructionKind } from '../freezes/order/instructions.ts';
import { type PushForm, type TestScenario, testScenarios } from './scenario-names.ts';

/** One push of the stop, or the question, with which a test begins. */
interface FirstPush {
  readonly purpose: 'order' | 'reminder' | 'question';
  readonly form: PushForm;
  /** Milliseconds after the start. */
  readonly after: number;
}

/** The instructions after a stop that tests are about. */
export type TestedFollowUp = Exclude<InstructionKind, 'stop' | 'recall'>;

interface Scenario {
  /** How the stop is put to an endpoint; empty if it is not. */
  readonly pushes: readonly FirstPush[];
  /** The instructions that follow, each once the one before it is carried out. */
  readonly followUps: readonly TestedFollowUp[];
  /** It is about pushes, so a bank without an endpoint need not pass it. */
  readonly needsEndpoint?: true;
}

/** So long after the stop its reminder is pushed, and its duplicate. */
const SOON = 5_000;

const once: readonly FirstPush[] = [{ purpose: 'order', form: 'good', after: 0 }];

const asked: Scenario = { pushes: [{ purpose: 'question', form: 'good', after: 0 }], followUps: [] };

/** The scenarios as a table: what Cordon does. `expectations.ts` says what the bank has to do, `judge.ts` when it has passed. */
export const scenarios: Readonly<Record<TestScenario, Scenario>> = {
  stop: { pushes: once, followUps: [] },
  reminder: {
    pushes: [...once, { purpose: 'reminder', form: 'good', after: SOON }],
    followUps: [],
    needsEndpoint: true,
  },
  retry: { pushes: once, followUps: [] },
  extend: { pushes: once, followUps: ['extend'] },
  release: { pushes: once, followUps: ['release'] },
  freeze: { pushes: once, followUps: ['freeze'] },
  renew: { pushes: once, followUps: ['freeze', 'renew'] },
  unfreeze: { pushes: once, followUps: ['freeze', 'unfreeze'] },
  narrow: { pushes: once, followUps: ['narrow'] },
  recall: {
    pushes: once,
    followUps: [],
  },
  duplicate: {
    pushes: [...once, { purpose: 'order', form: 'good', after: SOON }],
    followUps: [],
    needsEndpoint: true,
  },
  'bad-signature': {
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
    pushes: [],
    followUps: [],
    needsEndpoint: true,
  },
  statement: asked,
  'whose-account': asked,
  watch: asked,
  return: asked,
};

/** The scenarios a bank must pass: all, or without an endpoint those that need none. */
export function requiredOf(hasEndpoint: boolean): readonly TestScenario[] {
  return testScenarios.filter((scenario) => hasEndpoint || scenarios[scenario].needsEndpoint === undefined);
}
