import * as z from 'zod';
import { OrderPlan } from '../freezes/model.ts';
import { OrderFact } from '../freezes/order/order-facts.ts';
import { DeliveryFailure, StopOrder } from '../freezes/order/stop-order.ts';
import { AgencyId, InstructionId, TestOrderId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { testPurposes } from './message.ts';
import { PushForm, TestScenario } from './scenario-names.ts';
import { TestAnswers } from './told.ts';

/** A push of a test, and its outcome. Each is made once. */
export const TestPush = z.strictObject({
  at: UtcInstant,
  instructionId: InstructionId,
  purpose: z.enum(testPurposes),
  form: PushForm,
  /** Whether the endpoint took it (2xx). */
  delivered: z.boolean(),
  reason: DeliveryFailure.optional(),
  status: z.int().optional(),
});
export type TestPush = z.infer<typeof TestPush>;

/** What a bank did wrong, or failed to do. */
export const testFaults = [
  'push-not-taken',
  'forgery-taken',
  'forgery-not-refused',
  'forgery-answered',
  'not-carried-out',
  'not-asked-again',
  'contradicted',
  'does-not-add-up',
  'time-doubtful',
  'unreadable',
  'too-late',
] as const;
export const TestFault = z.enum(testFaults);
export type TestFault = z.infer<typeof TestFault>;

export const testOutcomes = ['passed', 'failed'] as const;
const Outcome = z.enum(testOutcomes);

const Verdict = z.strictObject({ at: UtcInstant, outcome: Outcome, faults: z.array(TestFault) });
export type Verdict = z.infer<typeof Verdict>;

/** The order of a test: a stop order as the bank deals with it, under an id that no real order has. */
const OrderOfTest = StopOrder.extend({ orderId: TestOrderId });
const PlanOfTest = OrderPlan.extend({ orderId: TestOrderId });

const Started = z.strictObject({
  testOrderId: TestOrderId,
  bankId: AgencyId,
  scenario: TestScenario,
  startedAt: UtcInstant,
  /** Until when the bank has to have done its part. */
  dueAt: UtcInstant,
  /** Whether it is pushed to an endpoint. */
  byPush: z.boolean(),
  /** What the bank had registered when it started (`registrationOf`). */
  registration: z.string(),
});

/**
 * A test order (测试指令): the bank's system deals with it as with a real one, and stops no account. It has no alarm, no ladder, and counts in
 * no figure.
 */
export const TestOrder = Started.extend({
  order: OrderOfTest,
  pushes: z.array(TestPush),
  /** What the bank said of the question, where the test asks one. */
  answers: TestAnswers.optional(),
  verdict: Verdict.optional(),
});
export type TestOrder = z.infer<typeof TestOrder>;

export const TestOrderFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('test-order.started'), data: Started.extend({ plan: PlanOfTest }) }),
  /** A fact of stop orders happened to the order of the test. */
  z.strictObject({ type: z.literal('test-order.moved'), data: z.strictObject({ at: UtcInstant, fact: OrderFact }) }),
  z.strictObject({ type: z.literal('test-order.pushed'), data: TestPush }),
  /** The bank answered the question of the test, or a part of it. */
  z.strictObject({ type: z.literal('test-order.told'), data: TestAnswers.element }),
  z.strictObject({ type: z.literal('test-order.judged'), data: Verdict }),
]);
export type TestOrderFact = z.infer<typeof TestOrderFact>;

/** The last run of a scenario. */
export const TestRun = Started.omit({ bankId: true, byPush: true }).extend({
  outcome: Outcome.optional(),
  faults: z.array(TestFault),
});
export type TestRun = z.infer<typeof TestRun>;

/** How a bank stands in its tests: the last run of each scenario. */
export const Conformance = z.strictObject({
  bankId: AgencyId,
  runs: z.array(TestRun),
  /** When the tests of the last hour were started. */
  recent: z.array(UtcInstant),
});
export type Conformance = z.infer<typeof Conformance>;

export const ConformanceFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('conformance.test-started'), data: Started.omit({ byPush: true }) }),
  z.strictObject({
    type: z.literal('conformance.test-judged'),
    data: Verdict.extend({ testOrderId: TestOrderId, scenario: TestScenario }),
  }),
]);
export type ConformanceFact = z.infer<typeof ConformanceFact>;
