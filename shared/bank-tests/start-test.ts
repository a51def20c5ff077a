import * as z from 'zod';
import type { Bank } from '../banks/model.ts';
import { AccountNumber, accountKinds, HolderName } from '../freezes/account/account-fields.ts';
import type { OrderPlan } from '../freezes/model.ts';
import { evolveOrder } from '../freezes/order/evolve-order.ts';
import { stopGiven } from '../freezes/order/given-instruction.ts';
import { ladderOf } from '../freezes/order/ladder.ts';
import type { OrderFact } from '../freezes/order/order-facts.ts';
import type { Context } from '../kernel/context.ts';
import { type Created, create, refuse } from '../kernel/decision.ts';
import { HOUR, MINUTE, plus } from '../kernel/time.ts';
import { madeUp, TEST_ACCOUNT, TEST_AGENCY, TEST_SUM } from './made-up.ts';
import type { Conformance, ConformanceFact, TestOrderFact } from './model.ts';
import { madeUpInstruction, movedBy, registrationOf } from './run-test.ts';
import { asksQuestion, TestScenario } from './scenario-names.ts';
import { scenarios } from './scenarios.ts';

/** Ask for a test order. */
export const StartTest = z.strictObject({
  scenario: TestScenario,
  account: z
    .strictObject({
      accountName: HolderName,
      accountNumber: AccountNumber,
      accountKind: z.enum(accountKinds).default('personal'),
    })
    .optional()
    .describe(
      'An account of your test system that the order is to name. Never the account of a customer. Absent: an account that no bank has.',
    ),
});
export type StartTest = z.infer<typeof StartTest>;

/** The id of the test, and the records of the bank that asks for it. */
export interface BankToTest {
  /** As it is registered; without an endpoint it pulls. */
  readonly bank: Bank | undefined;
  /** How it stands so far. */
  readonly conformance: Conformance | undefined;
}

/**
 * Starts a test for a bank, at the bank's request.
 *
 * @returns facts of the test and of the bank's conformance, or BANK_UNKNOWN, ENDPOINT_NOT_REGISTERED (the scenario is about pushes),
 *   TOO_MANY_TESTS (policy `bank-test.max-per-hour`)
 */
export function startTest(
  { scenario, account = TEST_ACCOUNT }: StartTest,
  { bank, conformance }: BankToTest,
  context: Context,
): Created<TestOrderFact | ConformanceFact> {
  const { now, policy, newId } = context;
  if (bank === undefined) return refuse('BANK_UNKNOWN');
  const byPush = bank.endpoint !== undefined;
  if (!byPush && scenarios[scenario].needsEndpoint === true) return refuse('ENDPOINT_NOT_REGISTERED');
  const most = policy.amount('bank-test.max-per-hour', now);
  const recent = (conformance?.recent ?? []).filter((at) => at > plus(now, -HOUR));
  if (recent.length >= most) return refuse('TOO_MANY_TESTS', { limit: most, until: plus(recent[0] ?? now, HOUR) });
  const testOrderId = newId('tst');
  const started = {
    ...{ testOrderId, bankId: bank.bankId, scenario, startedAt: now, registration: registrationOf(bank) },
    dueAt: plus(now, policy.amount('bank-test.term', now)),
  };
  const plan = planOf(testOrderId, bank.bankId, account, started.dueAt, context);
  const order = evolveOrder(undefined, { type: 'order.requested', data: { at: now, plan } });
  const { instructionId } = stopGiven(order);
  const sent: OrderFact = {
    type: 'order.sent',
    data: { at: now, instruction: 'stop', instructionId, channel: byPush ? 'push' : 'pull', purpose: 'order' },
  };
  return create<TestOrderFact | ConformanceFact>(
    testOrderId,
    { type: 'test-order.started', data: { ...started, byPush, plan } },
    ...(asksQuestion(scenario) ? [] : [movedBy(sent, context)]),
    ...(scenario === 'recall' ? [movedBy(takenBack(context), context)] : []),
    { type: 'conformance.test-started', data: started },
  );
}

/** The stop is taken back before the bank can have answered it. */
function takenBack(context: Context): OrderFact {
  const { signed } = madeUp(context.now);
  return {
    type: 'order.withdrawn',
    data: { at: context.now, reason: signed.reason, officers: signed.officers, pending: madeUpInstruction('recall', context) },
  };
}

/** The order of a test: all of it is made up except the account and the bank. */
function planOf(
  testOrderId: string,
  bankId: string,
  account: NonNullable<StartTest['account']>,
  dueAt: string,
  context: Context,
): OrderPlan {
  const { now, policy, newId } = context;
  const { officers, signed } = madeUp(now);
  return {
    orderId: testOrderId,
    requestId: newId('frq'),
    alertId: newId('alt'),
    district: 'dongcheng',
    agency: TEST_AGENCY,
    account: {
      ...{ bankId, ...account, scope: 'account' },
      transfer: { currency: 'CNY', amountFen: TEST_SUM, at: plus(now, -MINUTE), serial: 'TEST0001' },
    },
    accountKey: '',
    tier: 1,
    tracedFen: TEST_SUM,
    ancestors: [],
    urgency: 'urgent',
    reason: signed.reason,
    officers: [...officers],
    alarmAt: now,
    dueAt,
    timetable: ladderOf(now, policy, now),
    documents: [],
  };
}
