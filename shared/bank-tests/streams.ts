import { bankEntry, changedForBank } from '../freezes/order/bank-entry.ts';
import { evolveOrder } from '../freezes/order/evolve-order.ts';
import { dueShard } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { impossible } from '../kernel/impossible.ts';
import { HOUR, plus } from '../kernel/time.ts';
import { Conformance, ConformanceFact, TestOrder, TestOrderFact, type TestRun } from './model.ts';

/** Test orders by their id; found in their bank's inbox like real ones, and by when they are due while they run. */
export const TestOrders: StreamType<TestOrder, TestOrderFact> = {
  name: 'test-order',
  schemaVersion: 8,
  state: TestOrder,
  fact: TestOrderFact,
  evolve: evolveTest,
  index: indexTest,
};

/** How a bank stands in its tests, by the bank's id. */
export const Conformances: StreamType<Conformance, ConformanceFact> = {
  name: 'conformance',
  schemaVersion: 3,
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
    case 'test-order.judged':
      return { ...test, verdict: fact.data };
  }
}

function indexTest({ testOrderId, scenario, order, dueAt, verdict }: TestOrder): IndexView {
  // a bank must not find by pulling a forgery that it must refuse when it is pushed
  const inbox = scenario === 'bad-signature' ? {} : bankEntry(order, verdict === undefined);
  return {
    entries: { ...inbox, ...(verdict === undefined ? { due: dueShard(testOrderId, dueAt) } : {}) },
    card: { orderId: testOrderId, bankChangedAt: changedForBank(order) },
  };
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
