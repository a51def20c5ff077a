import { questionOfBank } from '../bank-questions/keys.ts';
import { bankEntry, changedForBank } from '../freezes/order/bank-entry.ts';
import { evolveOrder } from '../freezes/order/evolve-order.ts';
import { stopGiven } from '../freezes/order/given-instruction.ts';
import { dueShard } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { impossible } from '../kernel/impossible.ts';
import { HOUR, plus } from '../kernel/time.ts';
import { Conformance, ConformanceFact, TestOrder, TestOrderFact, type TestRun } from './model.ts';
import { asksQuestion } from './scenario-names.ts';
import { isAnswered } from './test-question.ts';

/** Test orders by their id; found in their bank's inbox like real ones, and by when they are due while they run. */
export const TestOrders: StreamType<TestOrder, TestOrderFact> = {
  name: 'test-order',
  schemaVersion: 9,
  state: TestOrder,
  fact: TestOrderFact,
  evolve: evolveTest,
  index: indexTest,
};

/** How a bank stands in its tests, by the bank's id. */
export const Conformances: StreamType<Conformance, ConformanceFact> = {
  name: 'conformance',
  schemaVersion: 4,
  state: Conformance,
  fact: ConformanceFact,
  evolve: evolveConformance,
  index: () => ({ entries: {}, card: {} }),
};

function evolveTest(test: TestOrder | undefined, fact: TestOrderFact): TestOrder {
  if (fact.type === 'test-order.started') {
    const { plan, ...started } = fact.data;
    const order = evolveOrder(undefined, { type: 'order.requested', data: { at: started.startedAt, plan } });
    return { ...started, order, pushes: [] };
  }
  if (test === undefined) impossible('a test begins with its start');
  switch (fact.type) {
    case 'test-order.moved':
      return { ...test, order: evolveOrder(test.order, fact.data.fact) };
    case 'test-order.pushed':
      return { ...test, pushes: [...test.pushes, fact.data] };
    case 'test-order.told':
      return { ...test, answers: [...(test.answers ?? []), fact.data] };
    case 'test-order.judged':
      return { ...test, verdict: fact.data };
  }
}

function indexTest(test: TestOrder): IndexView {
  const { testOrderId, order, dueAt, verdict } = test;
  const inbox = inboxOf(test);
  return {
    entries: { ...inbox, ...(verdict === undefined ? { due: dueShard(testOrderId, dueAt) } : {}) },
    card: { orderId: testOrderId, bankChangedAt: changedForBank(order) },
  };
}

/** Where the bank finds it by pulling: among its orders, or its questions. */
function inboxOf(test: TestOrder): Pick<IndexView['entries'], 'inbox'> {
  const { bankId, scenario, order, dueAt, verdict } = test;
  // a bank must not find by pulling a forgery that it must refuse when it is pushed
  if (scenario === 'bad-signature') return {};
  if (!asksQuestion(scenario)) return bankEntry(order, verdict === undefined);
  const waits = verdict === undefined && !isAnswered(test);
  return waits ? { inbox: questionOfBank(bankId, dueAt, stopGiven(order).instructionId) } : {};
}

function evolveConformance(before: Conformance | undefined, fact: ConformanceFact): Conformance {
  if (fact.type === 'conformance.test-started') {
    const { bankId, ...started } = fact.data;
    const run: TestRun = { ...started, faults: [] };
    const since = plus(started.startedAt, -HOUR);
    return {
      bankId,
      runs: [...(before?.runs ?? []).filter(({ scenario }) => scenario !== run.scenario), run],
      recent: [...(before?.recent ?? []).filter((at) => at > since), started.startedAt],
    };
  }
  if (before === undefined) impossible('a test is judged before any was started');
  const { testOrderId, outcome, faults } = fact.data;
  // an older run of the scenario no longer counts
  return { ...before, runs: before.runs.map((run) => (run.testOrderId === testOrderId ? { ...run, outcome, faults } : run)) };
}
