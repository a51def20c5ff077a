import { describe, expect, test } from 'vitest';
import { conformanceOf } from '../../shared/bank-tests/conformance.ts';
import { judge } from '../../shared/bank-tests/judge.ts';
import { dueTest, testThing } from '../../shared/bank-tests/kind.ts';
import type { Conformance, TestOrder, TestOrderFact, TestPush } from '../../shared/bank-tests/model.ts';
import { answerTest, notePush, registrationOf } from '../../shared/bank-tests/run-test.ts';
import { type TestScenario, testScenarios } from '../../shared/bank-tests/scenario-names.ts';
import { requiredOf, scenarios } from '../../shared/bank-tests/scenarios.ts';
import { startTest } from '../../shared/bank-tests/start-test.ts';
import { Conformances, TestOrders } from '../../shared/bank-tests/streams.ts';
import { switchMode } from '../../shared/bank-tests/switch-mode.ts';
import type { AccountFact } from '../../shared/freezes/account/account-register.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { BankAnswer } from '../../shared/freezes/order/stop-order.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { stateOf } from '../support/given.ts';
import { laterFacts, pending } from '../support/order-samples.ts';
import { accountFacts, bank, bankClerk, context, hour, id, minute, orderFacts } from '../support/samples.ts';

const at = (minutes: number) => context({ now: minute(minutes), actor: bankClerk });
const { endpoint: _, ...withoutEndpoint } = bank();

/** A test that was started at minute 1 and moved on by these facts of its order. */
function running(scenario: TestScenario, ...moves: readonly OrderFact[]): TestOrder {
  const { facts } = startTest({ scenario }, { bank: bank(), conformance: undefined }, at(1));
  const own = facts.filter(({ type }) => type.startsWith('test-order.')).map((fact) => TestOrders.fact.parse(fact));
  const moved = moves.map((fact): TestOrderFact => ({ type: 'test-order.moved', data: { at: minute(2), fact } }));
  const state = stateOf(TestOrders, ...own, ...moved);
  if (state === undefined) throw new Error('no test was started');
  return state;
}
const push = (over: Partial<TestPush> = {}): TestPush => ({
  ...{ at: minute(1), instructionId: id('ins', 1), purpose: 'order', form: 'good', delivered: true, status: 200 },
  ...over,
});
const answer = (over: Partial<BankAnswer> = {}): BankAnswer => ({
  ...{ instruction: 'stop', attempt: 0, hash: 'h', code: '0000', at: minute(2), late: false },
  ...over,
});

/** The facts of the test's order that follow when the bank did this. */
function steps(test: TestOrder, ...facts: readonly OrderFact[]) {
  const decision = answerTest(test, accept(...facts), at(5));
  return decision.facts.flatMap((fact) => (fact.type === 'test-order.moved' ? [fact.data.fact] : []));
}
/** The instruction that the bank is given next. */
const nextAfter = (test: TestOrder, ...facts: readonly OrderFact[]) => {
  const [step, ...more] = steps(test, ...facts).slice(facts.length);
  expect(more).toEqual([]);
  return step === undefined ? undefined : { type: step.type, ...('pending' in step.data ? step.data.pending : {}) };
};
const nothing = { documents: [] };
const paper = (kind: string) => [{ kind, number: 'TEST-0001', issuedAt: minute(5) }];

describe('the step that follows the stop of a test', () => {
  test.each([
    ['extend', { type: 'order.extension-ordered', instruction: 'extend', ...nothing }],
    ['release', { type: 'order.release-ordered', instruction: 'release', ...nothing }],
    ['freeze', { type: 'order.freeze-ordered', instruction: 'freeze', documents: paper('freeze-notice'), termMonths: 6 }],
    ['renew', { type: 'order.freeze-ordered', instruction: 'freeze', documents: paper('freeze-notice'), termMonths: 6 }],
    ['narrow', { type: 'order.narrowing-ordered', instruction: 'narrow', ...nothing, amountFen: 400_000 }],
    ['unfreeze', { type: 'order.freeze-ordered', instruction: 'freeze', documents: paper('freeze-notice'), termMonths: 6 }],
  ] as const)('of %s is its first follow-up, given at that moment', (scenario, expected) => {
    const next = nextAfter(running(scenario), orderFacts.stopped());
    expect(next).toMatchObject({
      ...expected,
      issuedAt: minute(5),
      reason: '接口测试，非真实止付 (interface test: no real account)',
    });
  });

  test.each(['stop', 'reminder', 'retry', 'duplicate', 'outage'] as const)('of %s is none', (scenario) => {
    expect(nextAfter(running(scenario), orderFacts.stopped())).toBeUndefined();
  });

  test('of a freeze has a made-up filing, contact and reason, and no sum; a renewal has but its term', () => {
    const contact = { name: '测试值班', dutyPhone: '010-00000000' };
    const filing = { caseNumber: 'TEST-0001', filedAt: minute(5), decisionNumber: 'TEST-0001' };
    const freeze = nextAfter(running('freeze'), orderFacts.stopped());
    expect(freeze).toMatchObject({ filing, contact, necessity: '接口测试，非真实止付 (interface test: no real account)' });
    expect(freeze).not.toHaveProperty('amountFen');
    const renewal = nextAfter(frozenTest('renew'), laterFacts.frozen);
    expect(renewal).toMatchObject({
      ...{ type: 'order.renewal-ordered', instruction: 'renew', termMonths: 6, documents: paper('renewal-notice') },
    });
    for (const member of ['filing', 'contact', 'necessity']) expect(renewal).not.toHaveProperty(member);
    const release = nextAfter(running('release'), orderFacts.stopped());
    for (const member of ['termMonths', 'filing', 'contact']) expect(release).not.toHaveProperty(member);
  });

  test('of a frozen account is what the scenario has next, if anything', () => {
    expect(nextAfter(frozenTest('unfreeze'), laterFacts.frozen)).toMatchObject({
      ...{ type: 'order.unfreeze-ordered', instruction: 'unfreeze', documents: paper('release-notice') },
    });
    expect(nextAfter(frozenTest('freeze'), laterFacts.frozen)).toBeUndefined();
  });

  test('of a recall that crossed with the stop is the release', () => {
    expect(nextAfter(running('recall'), orderFacts.stopped())).toMatchObject({
      ...{ type: 'order.release-ordered', instruction: 'release' },
    });
  });

  test('of a recall is given with the stop alone', () => {
    const received = orderFacts.received({ instruction: 'stop' });
    expect(nextAfter(running('recall', orderFacts.stopped()), received)).toBeUndefined();
    expect(nextAfter(running('recall'), orderFacts.stopped(), received)).toMatchObject({ instruction: 'release' });
  });

  test('is none where nothing was carried out, or the test is judged', () => {
    expect(nextAfter(frozenTest('stop'), laterFacts.frozen)).toBeUndefined();
    expect(nextAfter(running('extend'), orderFacts.received())).toBeUndefined();
    expect(steps(running('extend'), orderFacts.received())).toEqual([orderFacts.received()]);
    const verdict = { at: minute(2), outcome: 'failed' as const, faults: ['too-late' as const] };
    expect(nextAfter({ ...running('extend'), verdict }, orderFacts.stopped())).toBeUndefined();
  });
});

function frozenTest(scenario: TestScenario): TestOrder {
  const ordered: OrderFact = {
    type: 'order.freeze-ordered',
    data: { at: minute(4), pending: pending('freeze', { termMonths: 6 }) },
  };
  return running(scenario, orderFacts.stopped(), ordered);
}

describe('what a bank does in a test', () => {
  test('touches the order of the test, and no account', () => {
    const { facts } = answerTest(
      running('stop'),
      accept<OrderFact | AccountFact>(accountFacts.stopVoided(), orderFacts.received()),
      at(5),
    );
    expect(facts).toStrictEqual([{ type: 'test-order.moved', data: { at: minute(5), fact: orderFacts.received() } }]);
  });

  test('is refused where a real order would refuse it', () => {
    const refusal = refuse('ORDER_STATE_FORBIDS', { state: 'stopped' });
    expect(answerTest(running('stop'), refusal, at(5))).toEqual(refusal);
  });

  test('is judged with the fact that makes it so, for the bank too', () => {
    const test = { ...running('stop', orderFacts.received()), pushes: [push()] };
    const { facts } = answerTest(test, accept(orderFacts.stopped()), at(5));
    const judged = { at: minute(5), outcome: 'passed', faults: [] };
    expect(facts.slice(1)).toStrictEqual([
      { type: 'test-order.judged', data: judged },
      { type: 'conformance.test-judged', data: { ...judged, testOrderId: test.testOrderId, scenario: 'stop' } },
    ]);
  });

  test('is noted for each push with its moment', () => {
    const { at: __, ...made } = push({ purpose: 'reminder', status: 202 });
    expect(notePush(running('reminder'), made, at(3))).toStrictEqual({
      ...{ kind: 'acceptance', facts: [{ type: 'test-order.pushed', data: { ...made, at: minute(3) } }] },
    });
  });

  test('fails a test that it had passed', () => {
    const verdict = { at: minute(3), outcome: 'passed' as const, faults: [] };
    const passed = { ...running('stop', orderFacts.received(), orderFacts.stopped()), pushes: [push()], verdict };
    const { at: __, ...bad } = push({ delivered: false, status: 500 });
    expect(notePush(passed, bad, at(4)).facts[1]).toStrictEqual({
      ...{ type: 'test-order.judged', data: { at: minute(4), outcome: 'failed', faults: ['push-not-taken'] } },
    });
    expect(notePush(passed, { ...bad, delivered: true, status: 200 }, at(4)).facts).toHaveLength(1);
  });

  test('adds a fault to a test that came too late, and without a fact changes nothing', () => {
    const late = { ...running('stop'), verdict: { at: minute(31), outcome: 'failed' as const, faults: ['too-late' as const] } };
    const { at: __, ...bad } = push({ delivered: false, status: 500 });
    expect(notePush(late, bad, at(32)).facts[1]).toMatchObject({
      data: { outcome: 'failed', faults: ['too-late', 'push-not-taken'] },
    });
    const done = { ...running('stop', orderFacts.received(), orderFacts.stopped()), pushes: [push()] };
    expect(answerTest(done, accept(), at(3)).facts).toEqual([]);
  });
});

describe('a test waits', () => {
  const waits = (test: TestOrder) => judge(test).waiting;
  const withOrder = (scenario: TestScenario, order: Partial<TestOrder['order']>, ...pushes: TestPush[]): TestOrder => {
    const one = running(scenario);
    return { ...one, pushes, order: { ...one.order, ...order } };
  };

  test('for as many pushes as its scenario has', () => {
    const reminder = push({ purpose: 'reminder' });
    expect(waits(withOrder('reminder', {}, push()))).toEqual(['push', 'result']);
    expect(waits(withOrder('reminder', {}, push(), reminder))).toEqual(['result']);
    expect(waits(withOrder('duplicate', {}, push()))).toEqual(['push', 'result']);
    expect(waits(withOrder('duplicate', {}, push(), push()))).toEqual(['result']);
    expect(waits(withOrder('outage', {}))).toEqual(['result']);
    expect(waits(withOrder('outage', { answers: [answer({ code: '1100' })] }))).toEqual(['result']);
  });

  test('for a push of each instruction that follows, unless another took its place', () => {
    const instructionId = id('ins', 7);
    const given = { ...pending('extend'), instructionId };
    const its = push({ purpose: 'instruction', instructionId });
    const other = push({ purpose: 'instruction', instructionId: id('ins', 8) });
    expect(waits(withOrder('extend', { pending: given }, push(), other))).toEqual(['push', 'result']);
    expect(waits(withOrder('extend', { pending: given }, push(), its))).toEqual(['result']);
    expect(waits(withOrder('extend', { pending: given }, push(), { ...its, purpose: 'order' }))).toEqual(['push', 'result']);
    const past = (outcome: 'answered' | 'replaced') => [
      { ...given, dueAt: minute(9), papers: 0, endedAt: minute(5), outcome, transfers: 1 },
    ];
    expect(waits(withOrder('extend', { instructions: past('answered') }, push()))).toEqual(['push', 'result']);
    expect(waits(withOrder('extend', { instructions: past('replaced') }, push()))).toEqual(['result']);
  });

  test('for every instruction of its scenario to be carried out', () => {
    const done = (...kinds: BankAnswer['instruction'][]) => kinds.map((instruction) => answer({ instruction }));
    const pulled = (scenario: TestScenario, ...answers: BankAnswer[]) =>
      judge({ ...withOrder(scenario, { answers }), byPush: false }).outcome;
    expect(pulled('renew', ...done('stop', 'freeze'))).toBe('running');
    expect(pulled('renew', ...done('freeze', 'renew'))).toBe('running');
    expect(pulled('renew', ...done('stop', 'freeze', 'renew'))).toBe('passed');
    expect(pulled('stop', ...done('stop'))).toBe('running');
    const stop = (...answers: BankAnswer[]) =>
      judge({ ...withOrder('stop', { receivedAt: minute(2), answers }), byPush: false }).waiting;
    expect([stop(), stop(...done('extend')), stop(answer({ code: '1100' })), stop(answer())]).toEqual([
      ...[['result'], ['result'], ['result'], []],
    ]);
    expect(pulled('recall', answer({ instruction: 'recall', code: '0300' }))).toBe('failed');
    expect(pulled('recall', answer({ instruction: 'recall', code: '0400' }))).toBe('passed');
    expect(pulled('extend', answer(), answer({ instruction: 'extend', code: '0400' }))).toBe('failed');
    expect(pulled('extend', answer(), answer({ instruction: 'extend', code: '1100' }))).toBe('running');
  });

  test('for as many new pushes as the bank asked for', () => {
    const again = answer({ code: '1100' });
    const retry = push({ purpose: 'retry' });
    expect(waits(withOrder('retry', { answers: [again, again, answer()] }, push(), retry))).toEqual(['push']);
    expect(judge(withOrder('retry', { answers: [again, again, answer()] }, push(), retry, retry)).outcome).toBe('passed');
  });

  test('and names each fault once', () => {
    const bad = push({ delivered: false, status: 500 });
    expect(judge(withOrder('stop', { onPhone: true }, bad, bad)).faults).toEqual(['push-not-taken', 'not-carried-out']);
  });
});

describe('a test begins', () => {
  const start = (scenario: TestScenario, of: typeof withoutEndpoint | undefined = bank(), conformance?: Conformance) =>
    startTest({ scenario }, { bank: of, conformance }, at(1));

  test('with a stop that is sent at once, on an account that no bank has', () => {
    const [started, sent, forBank, ...rest] = start('stop').facts;
    expect(rest).toEqual([]);
    const test = running('stop');
    const { testOrderId, order } = test;
    expect(sent).toStrictEqual({
      type: 'test-order.moved',
      data: {
        at: minute(1),
        fact: {
          type: 'order.sent',
          data: {
            ...{ at: minute(1), instruction: 'stop', channel: 'push', purpose: 'order' },
            instructionId: testOrderId.replace('tst_', 'ins_'),
          },
        },
      },
    });
    const its = { testOrderId, bankId: 'bank-a', scenario: 'stop', startedAt: minute(1), dueAt: minute(31) };
    expect(forBank).toStrictEqual({
      type: 'conformance.test-started',
      data: { ...its, registration: registrationOf(bank()) },
    });
    expect(started).toMatchObject({ type: 'test-order.started', data: { ...its, byPush: true } });
    expect(order).toMatchObject({
      ...{ orderId: testOrderId, district: 'dongcheng', agency: 'cordon-test', accountKey: '', tier: 1, tracedFen: 1_000_000 },
      ...{ urgency: 'urgent', ancestors: [], documents: [], alarmAt: minute(1), dueAt: minute(31), status: 'sent' },
      reason: '接口测试，非真实止付 (interface test: no real account)',
      officers: [
        { name: '测试警官甲', badge: '000001' },
        { name: '测试警官乙', badge: '000002' },
      ],
      account: {
        ...{ bankId: 'bank-a', accountName: '测试账户', accountNumber: '6200000000000000000', accountKind: 'personal' },
        scope: 'account',
        transfer: { currency: 'CNY', amountFen: 1_000_000, at: minute(0), serial: 'TEST0001' },
      },
    });
    expect([order.requestId, order.alertId].map((one) => one.slice(0, 4))).toEqual(['frq_', 'alt_']);
  });

  test('with an account of the bank where it names one, and is pulled where it has no endpoint', () => {
    const named = { accountName: '甲', accountNumber: '62222222', accountKind: 'corporate' as const };
    const { facts } = startTest({ scenario: 'stop', account: named }, { bank: withoutEndpoint, conformance: undefined }, at(1));
    expect(facts[0]).toMatchObject({ data: { byPush: false, plan: { account: named } } });
    expect(facts[1]).toMatchObject({ data: { fact: { data: { channel: 'pull' } } } });
  });

  test('with its recall, where it is about one', () => {
    const [, , takenBack] = start('recall').facts;
    expect(takenBack).toMatchObject({
      type: 'test-order.moved',
      data: {
        at: minute(1),
        fact: {
          type: 'order.withdrawn',
          data: {
            ...{ at: minute(1), reason: '接口测试，非真实止付 (interface test: no real account)' },
            pending: { instruction: 'recall', issuedAt: minute(1), documents: [] },
          },
        },
      },
    });
    expect(running('recall').order.withdrawal?.officers).toHaveLength(2);
  });

  test('within its number an hour, and says when the next one can', () => {
    const recent = [minute(-58), ...Array.from({ length: 59 }, () => minute(0))];
    const refused = start('stop', bank(), { bankId: 'bank-a', runs: [], recent });
    expect(refused).toMatchObject({ code: 'TOO_MANY_TESTS', detail: { limit: 60, until: minute(2) } });
    expect(
      start('stop', bank(), { bankId: 'bank-a', runs: [], recent: [hour(-2), minute(-59), ...recent.slice(1)] }),
    ).toMatchObject({
      kind: 'acceptance',
    });
  });
});

describe('the scenarios that a bank needs', () => {
  test('are all of them, or without an endpoint those that are not about pushes', () => {
    expect(requiredOf(true)).toEqual(testScenarios);
    const aboutPushes = ['reminder', 'duplicate', 'bad-signature', 'outage'];
    expect(requiredOf(false)).toEqual(testScenarios.filter((one) => !aboutPushes.includes(one)));
    const report = conformanceOf(withoutEndpoint, undefined, minute(1));
    expect(report.scenarios.map(({ scenario }) => scenario)).toEqual(requiredOf(false));
    for (const one of aboutPushes) expect(start(one)).toMatchObject({ code: 'ENDPOINT_NOT_REGISTERED' });
  });
  const start = (scenario: string) =>
    startTest({ scenario: scenario as TestScenario }, { bank: withoutEndpoint, conformance: undefined }, at(1));

  test('begin with one good push, but for an outage and forged ones', () => {
    const forms = (scenario: TestScenario) => scenarios[scenario].pushes.map(({ form }) => form);
    expect(forms('outage')).toEqual([]);
    expect(forms('bad-signature')).toEqual(['unsigned', 'tampered', 'other-bank', 'stale']);
    expect(scenarios.reminder.pushes.map(({ purpose, after }) => [purpose, after])).toEqual([
      ['order', 0],
      ['reminder', 5_000],
    ]);
    expect(scenarios.duplicate.pushes.map(({ after }) => after)).toEqual([0, 5_000]);
  });
});

describe('a bank that goes live', () => {
  const runs = (scenario: TestScenario, n: number, over: object = {}) => ({
    ...{ testOrderId: id('tst', n), scenario, startedAt: minute(1), dueAt: minute(31) },
    ...{ registration: registrationOf(bank()), outcome: 'passed', faults: [], ...over },
  });
  const all = requiredOf(true).map((scenario, n) => runs(scenario, n));
  const testing = bank({ mode: 'testing' });
  const switching = (of: object[], to: 'live' | 'testing' = 'live', its = testing) =>
    switchMode(its, { mode: to, reason: 'r' }, Conformances.state.parse({ bankId: 'bank-a', runs: of, recent: [] }), at(40));

  test('has passed every scenario; the refusal names the rest', () => {
    expect(switching(all)).toStrictEqual({
      kind: 'acceptance',
      facts: [{ type: 'bank.mode-switched', data: { bankId: 'bank-a', at: minute(40), mode: 'live', reason: 'r' } }],
    });
    const [first, second, ...rest] = all;
    expect(switching([{ ...first, outcome: 'failed' }, { ...second, registration: 'x' }, ...rest])).toMatchObject({
      code: 'CONFORMANCE_NOT_PASSED',
      detail: { scenarios: testScenarios.slice(0, 2) },
    });
    expect(switching(rest, 'testing', bank({ mode: 'live' }))).toMatchObject({ facts: [{ data: { mode: 'testing' } }] });
    expect(switching(rest, 'testing')).toEqual({ kind: 'acceptance', facts: [] });
    expect(switching(rest, 'live', bank())).toEqual({ kind: 'acceptance', facts: [] });
  });

  test('proved it with the endpoint, keys and algorithm that it has', () => {
    const others = [
      bank({ endpoint: 'https://elsewhere.example.cn' }),
      bank({ jwks: { keys: [] } as never }),
      bank({ pushAlgorithm: 'x' as never }),
      withoutEndpoint,
    ];
    expect(new Set([bank(), ...others].map(registrationOf)).size).toBe(5);
    expect(registrationOf(bank({ name: 'Other' }))).toBe(registrationOf(bank()));
    expect(conformanceOf(bank(), Conformances.state.parse({ bankId: 'bank-a', runs: all, recent: [] }), minute(40)).ready).toBe(
      true,
    );
  });
});

test('a test is its bank’s alone, and ends when it is due', () => {
  expect(testThing({ account: { bankId: 'bank-a' } })).toEqual({ addressedTo: 'bank-a' });
  expect(dueTest.due(running('stop'), { ...at(31) })).toMatchObject([{ type: 'test-order.judged', data: { at: minute(31) } }]);
  expect(dueTest.type.name).toBe('test-order');
});
