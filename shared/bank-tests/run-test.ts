import type { AccountFact } from '../freezes/account/account-register.ts';
import { evolveOrder } from '../freezes/order/evolve-order.ts';
import { isOfOrder, type OrderFact } from '../freezes/order/order-facts.ts';
import { pendingOf } from '../freezes/order/pending-instruction.ts';
import type { PendingInstruction, StopOrder } from '../freezes/order/stop-order.ts';
import { releaseWithdrawn } from '../freezes/order/withdraw-order.ts';
import { hashOf } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import type { Decision } from '../kernel/decision.ts';
import { judge } from './judge.ts';
import { madeUp, NARROWED_SUM } from './made-up.ts';
import type { ConformanceFact, TestOrder, TestOrderFact, TestPush } from './model.ts';
import { scenarios, type TestedFollowUp } from './scenarios.ts';
import { TestOrders } from './streams.ts';
import { hear } from './test-question.ts';
import type { ToldOfTest } from './told.ts';

type TestFact = TestOrderFact | ConformanceFact;

/**
 * The bank acts on the order of a test: decides as for a real order, and adds the next step of the scenario. It touches no account.
 *
 * @param decided what the decider of stop orders says of the test's order
 * @returns the same decision on the test and on the bank's conformance
 */
export function answerTest(test: TestOrder, decided: Decision<OrderFact | AccountFact>, context: Context): Decision<TestFact> {
  const facts = decided.facts.filter(isOfOrder);
  const after = facts.reduce((order: StopOrder, fact) => evolveOrder(order, fact), test.order);
  const follows = test.verdict === undefined ? nextOf(test, facts, after, context) : [];
  const moved = [...facts, ...follows].map((fact) => movedBy(fact, context));
  return { ...decided, facts: judgedWith(test, moved, context) };
}

/** The bank says something of the question of the test: decided as of a real question, and judged. */
export function tellTest(test: TestOrder, told: ToldOfTest, context: Context): Decision<TestFact> {
  const heard = hear(test, told, context);
  return { ...heard, facts: judgedWith(test, heard.facts, context) };
}

/** A push was made. Each message is noted once, so a second message is another push. */
export function notePush(test: TestOrder, push: Omit<TestPush, 'at'>, context: Context): Decision<TestFact> {
  const noted: TestOrderFact = { type: 'test-order.pushed', data: { ...push, at: context.now } };
  return { kind: 'acceptance', facts: judgedWith(test, [noted], context) };
}

/** The bank's time for a test is over. */
export function endTest(test: TestOrder, { now }: Pick<Context, 'now'>): readonly TestOrderFact[] {
  if (test.verdict !== undefined || now < test.dueAt) return [];
  return [{ type: 'test-order.judged', data: { at: now, outcome: 'failed', faults: ['too-late'] } }];
}

/** The registered values that a test proves: after a change of endpoint or keys the test proves nothing. */
export function registrationOf(bank: {
  readonly endpoint?: string | undefined;
  readonly jwks?: unknown;
  readonly pushAlgorithm?: string | undefined;
}): string {
  const { endpoint, jwks, pushAlgorithm } = bank;
  return hashOf([endpoint, jwks, pushAlgorithm]);
}

export function movedBy(fact: OrderFact, { now }: Pick<Context, 'now'>): TestOrderFact {
  return { type: 'test-order.moved', data: { at: now, fact } };
}

/** The facts, and the verdict if they change it: a bank that passed can still fail by a later answer. A fault once found stays. */
function judgedWith(test: TestOrder, facts: readonly TestOrderFact[], { now }: Context): readonly TestFact[] {
  if (facts.length === 0) return [];
  const { testOrderId, scenario, verdict } = test;
  const { outcome, faults } = judge(facts.reduce((before, fact) => TestOrders.evolve(before, fact), test));
  const more = faults.filter((fault) => !(verdict?.faults ?? []).includes(fault));
  const known = verdict !== undefined && more.length === 0;
  // no later answer makes a failed test pass: it has no fault that the verdict lacks
  if (outcome === 'running' || known || (now >= test.dueAt && outcome === 'passed')) return facts;
  const judged = { at: now, outcome, faults: [...(verdict?.faults ?? []), ...more] };
  return [
    ...facts,
    { type: 'test-order.judged', data: judged },
    { type: 'conformance.test-judged', data: { ...judged, testOrderId, scenario } },
  ];
}

/** The next instruction to the bank, now that it has carried out the one before. */
function nextOf(test: TestOrder, facts: readonly OrderFact[], after: StopOrder, context: Context): readonly OrderFact[] {
  if (facts.some(({ type }) => type === 'order.stopped') && after.withdrawal !== undefined)
    return releaseWithdrawn(after, context).facts;
  const asked = ['stop' as const, ...scenarios[test.scenario].followUps];
  const carriedOut = facts.flatMap(({ type }) => executions[type] ?? []);
  const next = carriedOut.map((kind) => asked[asked.indexOf(kind) + 1]).find((kind) => kind !== undefined);
  return next === undefined || next === 'stop' ? [] : [instructed(next, context)];
}

const executions: Partial<Readonly<Record<OrderFact['type'], 'stop' | 'extend' | 'freeze' | 'renew'>>> = {
  'order.stopped': 'stop',
  'order.extended': 'extend',
  'order.frozen': 'freeze',
  'order.renewed': 'renew',
};

/** The next instruction of a test, with made-up papers where a real one has papers. */
function instructed(kind: TestedFollowUp, context: Context): OrderFact {
  const data = { at: context.now, pending: madeUpInstruction(kind, context) };
  switch (kind) {
    case 'extend':
      return { type: 'order.extension-ordered', data };
    case 'release':
      return { type: 'order.release-ordered', data };
    case 'freeze':
      return { type: 'order.freeze-ordered', data };
    case 'renew':
      return { type: 'order.renewal-ordered', data };
    case 'unfreeze':
      return { type: 'order.unfreeze-ordered', data };
    case 'narrow':
      return { type: 'order.narrowing-ordered', data };
  }
}

export function madeUpInstruction(kind: TestedFollowUp | 'recall', context: Context): PendingInstruction {
  const { now, policy } = context;
  const { signed, paper, filing, contact } = madeUp(now);
  const given = pendingOf(kind, signed, context, paper[kind]);
  if (kind === 'narrow') return { ...given, amountFen: NARROWED_SUM, ground: { by: 'screening' } };
  if (kind !== 'freeze' && kind !== 'renew') return given;
  const termMonths = policy.amount('freeze.term', now);
  return kind === 'renew' ? { ...given, termMonths } : { ...given, termMonths, filing, contact, necessity: signed.reason };
}
