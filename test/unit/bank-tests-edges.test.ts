import { describe, expect, test } from 'vitest';
import { conformanceOf } from '../../shared/bank-tests/conformance.ts';
import { judge } from '../../shared/bank-tests/judge.ts';
import type { Conformance, TestOrder, TestPush, Verdict } from '../../shared/bank-tests/model.ts';
import { answerTest, endTest, notePush, registrationOf } from '../../shared/bank-tests/run-test.ts';
import type { TestScenario } from '../../shared/bank-tests/scenario-names.ts';
import { startTest } from '../../shared/bank-tests/start-test.ts';
import { Conformances, TestOrders } from '../../shared/bank-tests/streams.ts';
import { switchMode } from '../../shared/bank-tests/switch-mode.ts';
import type { BankAnswer } from '../../shared/freezes/order/stop-order.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { HOUR, MINUTE, plus } from '../../shared/kernel/time.ts';
import { stateOf } from '../support/given.ts';
import { bank, bankClerk, context, id, minute } from '../support/samples.ts';

const testOrderId = id('tst', 1);
const at = (minutes: number) => context({ now: minute(minutes), actor: bankClerk });
const { endpoint: _, ...withoutEndpoint } = bank();
const starting = (
  scenario: TestScenario,
  of: typeof withoutEndpoint | undefined = bank(),
  conformance?: Conformance,
  minutes = 1,
) => startTest({ scenario }, { bank: of, conformance }, at(minutes));

function running(scenario: TestScenario, of = bank()): TestOrder {
  const facts = starting(scenario, of).facts.filter(({ type }) => type.startsWith('test-order.'));
  const state = stateOf(TestOrders, ...facts.map((fact) => TestOrders.fact.parse(fact)));
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
/** A test of the scenario in which the bank was pushed the order, and did this. */
const tested = (scenario: TestScenario, order: Partial<TestOrder['order']> = {}, ...pushes: TestPush[]): TestOrder => {
  const one = running(scenario);
  return { ...one, pushes: pushes.length === 0 ? [push()] : pushes, order: { ...one.order, ...order } };
};
const received = { receivedAt: minute(2) };
const passed = { outcome: 'passed', faults: [], waiting: [] };
const failed = (...faults: string[]) => ({ outcome: 'failed', faults, waiting: [] });
const waits = (...waiting: string[]) => ({ outcome: 'running', faults: [], waiting });

describe('a test of a stop', () => {
  test('waits for the push, the receipt and the result, and is passed with all of them', () => {
    expect(judge(running('stop'))).toEqual(waits('push', 'receipt', 'result'));
    expect(judge(tested('stop'))).toEqual(waits('receipt', 'result'));
    expect(judge(tested('stop', received))).toEqual(waits('result'));
    expect(judge(tested('stop', { answers: [answer()] }))).toEqual(waits('receipt'));
    expect(judge(tested('stop', { ...received, answers: [answer()] }))).toEqual(passed);
  });

  test('waits for no push of a bank that has no endpoint', () => {
    expect(judge({ ...tested('stop', { ...received, answers: [answer()] }), pushes: [], byPush: false })).toEqual(passed);
  });

  test.each<[string, TestOrder, string]>([
    ['a push that its endpoint did not take', tested('stop', {}, push({ delivered: false, status: 500 })), 'push-not-taken'],
    ['an answer that does not carry it out', tested('stop', { answers: [answer({ code: '0300' })] }), 'not-carried-out'],
    ['no answer but by telephone', tested('stop', { onPhone: true }), 'not-carried-out'],
    ['a moment that cannot be', tested('stop', { timeDoubts: [doubt('in-future')] }), 'time-doubtful'],
    ['a part that cannot be read', tested('stop', { notes: [note({ unread: { members: 'x' } })] }), 'unreadable'],
    ['a contradiction', tested('stop', { contradictions: [{ rule: 'after-stop', outflows: [0] }] }), 'contradicted'],
    ['a dispute', tested('stop', { disputes: [dispute('stop')] }), 'contradicted'],
  ])('is failed by %s', (_what, state, fault) => {
    expect(judge(state)).toEqual(failed(fault));
  });

  test('a receipt at another time or a remark fails no test', () => {
    const fine = { ...received, answers: [answer()], timeDoubts: [doubt('differs-from-first')], notes: [note({ remark: 'r' })] };
    expect(judge(tested('stop', fine))).toEqual(passed);
  });
});

function doubt(reason: 'in-future' | 'differs-from-first') {
  return { instruction: 'stop', reason, said: minute(9) } as NonNullable<TestOrder['order']['timeDoubts']>[number];
}
function note(over: object) {
  return { at: minute(2), instruction: 'stop', ...over } as NonNullable<TestOrder['order']['notes']>[number];
}
function dispute(instruction: 'stop' | 'recall') {
  return { at: minute(3), instruction, hash: 'h', code: '1000' } as const;
}

describe('a test with a forged push', () => {
  const forged = (over: Partial<TestPush> = {}) => push({ form: 'unsigned', delivered: false, status: 401, ...over });
  const all = (over: Partial<TestPush> = {}) => [
    forged(over),
    ...(['tampered', 'other-bank', 'stale'] as const).map((form) => forged({ form })),
  ];
  const judged = (over: Partial<TestPush>, order: Partial<TestOrder['order']> = {}) =>
    judge(tested('bad-signature', order, ...all(over)));

  test('is passed by refusing each of them, with 401 alone, and answering none', () => {
    expect(judge(tested('bad-signature', {}, forged()))).toEqual(waits('push'));
    expect(judged({})).toEqual(passed);
    expect(judged({ status: 404 })).toEqual(failed('forgery-not-refused'));
    expect(judged({ delivered: true, status: 200 })).toEqual(failed('forgery-taken'));
    expect(judged({}, received)).toEqual(failed('forgery-answered'));
    expect(judged({}, { answers: [answer()] })).toEqual(failed('forgery-answered'));
  });
});

describe('a test of being asked again', () => {
  const retry = answer({ code: '1100' });

  test('wants the answer that asks for it first, then the stop', () => {
    expect(judge(tested('retry', { answers: [answer()] }))).toEqual(failed('not-asked-again'));
    const pushes = [push(), push({ purpose: 'retry' })];
    expect(judge(tested('retry', { answers: [retry] }))).toEqual(waits('push', 'result'));
    expect(judge(tested('retry', { answers: [retry] }, ...pushes))).toEqual(waits('result'));
    expect(judge(tested('retry', { answers: [retry, answer()] }, ...pushes))).toEqual(passed);
  });
});

describe('a test of a recall', () => {
  const recall = (code: BankAnswer['code']) => answer({ instruction: 'recall', code });
  const recalling = (...answers: BankAnswer[]) => judge({ ...tested('recall', { answers, pending: undefined }), byPush: false });

  test('is passed by obeying it, by not knowing the stop, or by letting go of the stop', () => {
    expect(recalling()).toEqual(waits('result'));
    expect(recalling(recall('0000'))).toEqual(passed);
    expect(recalling(recall('0400'))).toEqual(passed);
    expect(recalling(answer())).toEqual(waits('result'));
    expect(recalling(answer(), recall('0000'))).toEqual(passed);
    expect(recalling(answer(), answer({ instruction: 'release' }))).toEqual(passed);
  });

  test('is failed by a stop after the recall was obeyed', () => {
    expect(recalling(recall('0000'), answer())).toEqual(failed('contradicted'));
    const crossed = {
      ...tested('recall', { answers: [recall('0000')], disputes: [dispute('recall')], pending: undefined }),
      byPush: false,
    };
    expect(judge(crossed)).toEqual(passed);
  });
});

describe('starting a test', () => {
  test('needs a registered bank, and an endpoint where it is about pushes', () => {
    expect(startTest({ scenario: 'stop' }, { bank: undefined, conformance: undefined }, at(1))).toMatchObject({
      code: 'BANK_UNKNOWN',
    });
    expect(starting('reminder', withoutEndpoint)).toMatchObject({ code: 'ENDPOINT_NOT_REGISTERED' });
    expect(starting('stop', withoutEndpoint).facts[0]?.data).toMatchObject({ byPush: false });
    expect(starting('stop').facts[0]?.data).toMatchObject({ byPush: true, bankId: 'bank-a', dueAt: minute(31) });
  });

  test('is possible sixty times in any hour', () => {
    const recent = Array.from({ length: 60 }, (_, i) => plus(minute(1), i * MINUTE));
    const conformance = { bankId: 'bank-a', runs: [], recent };
    const end = 60 + 1;
    expect(starting('stop', bank(), conformance, end - 0.1)).toMatchObject({
      ...{ code: 'TOO_MANY_TESTS', detail: { limit: 60, until: plus(minute(1), HOUR) } },
    });
    expect(starting('stop', bank(), conformance, end)).toMatchObject({ kind: 'acceptance' });
  });
});

describe('the end of a test', () => {
  const one = tested('stop', received);
  const noted = (test: TestOrder, over: Partial<TestPush>, minutes: number) => {
    const { at: __, ...rest } = push(over);
    return notePush(test, rest, at(minutes)).facts.map(({ type }) => type);
  };

  test('comes by its time, once', () => {
    expect(endTest(one, { now: plus(one.dueAt, -1) })).toEqual([]);
    const over = [{ type: 'test-order.judged', data: { at: one.dueAt, outcome: 'failed', faults: ['too-late'] } }];
    expect(endTest(one, { now: one.dueAt })).toEqual(over);
    const verdict: Verdict = { at: minute(3), outcome: 'passed', faults: [] };
    expect(endTest({ ...one, verdict }, { now: one.dueAt })).toEqual([]);
  });

  test('is said with the fact that makes it so, and again only with another fault', () => {
    const bad = { delivered: false, status: 500 };
    expect(noted(one, bad, 3)).toEqual(['test-order.pushed', 'test-order.judged', 'conformance.test-judged']);
    expect(noted(one, {}, 3)).toEqual(['test-order.pushed']);
    const verdict = { at: minute(3), outcome: 'failed', faults: ['push-not-taken'] } as const;
    const known: TestOrder = { ...one, pushes: [push(bad)], verdict: { ...verdict, faults: [...verdict.faults] } };
    expect(noted(known, bad, 4)).toEqual(['test-order.pushed']);
    expect(noted(known, { form: 'unsigned' }, 4)).toHaveLength(3);
  });

  test('does not pass a bank that finishes behind its time', () => {
    const done = tested('stop', { ...received, answers: [answer()] });
    expect(noted(done, {}, 30)).toContain('test-order.judged');
    expect(noted(done, {}, 31)).toEqual(['test-order.pushed']);
    const verdict = { at: minute(31), outcome: 'failed' as const, faults: ['too-late' as const] };
    expect(noted({ ...done, verdict }, {}, 30)).toEqual(['test-order.pushed']);
  });

  test('changes by no answer that changes nothing', () => {
    expect(answerTest(one, accept(), at(3))).toEqual({ kind: 'acceptance', facts: [] });
  });
});

describe('how a bank stands', () => {
  const run = (over: object = {}) => ({
    ...{
      testOrderId,
      scenario: 'stop',
      startedAt: minute(1),
      dueAt: minute(31),
      registration: registrationOf(bank()),
      faults: [],
    },
    ...over,
  });
  const stands = (over: object, of = bank(), minutes = 5) =>
    conformanceOf(
      of,
      Conformances.state.parse({ bankId: 'bank-a', runs: [run(over)], recent: [] }),
      minute(minutes),
    ).scenarios.find(({ scenario }) => scenario === 'stop');

  test('in a scenario is its last run, outdated by another registration', () => {
    expect(stands({})).toMatchObject({ outcome: 'running', orderId: testOrderId, startedAt: minute(1) });
    expect(stands({}, bank(), 31)).toMatchObject({ outcome: 'failed', faults: ['too-late'] });
    expect(stands({ outcome: 'passed' }, bank(), 31)).toMatchObject({ outcome: 'passed' });
    expect(stands({ outcome: 'passed', registration: 'x' })).toMatchObject({ outcome: 'outdated' });
    expect(stands({ outcome: 'failed', registration: 'x' })).toMatchObject({ outcome: 'failed' });
    expect(conformanceOf(bank(), undefined, minute(1)).scenarios[0]).toMatchObject({ outcome: 'not-run', faults: [] });
  });

  test('is not ready while a scenario is missing; a bank of before there were tests is live', () => {
    expect(conformanceOf(bank(), undefined, minute(1))).toMatchObject({ bankId: 'bank-a', mode: 'live', ready: false });
    expect(conformanceOf(bank({ mode: 'testing' }), undefined, minute(1))).toMatchObject({ mode: 'testing' });
    const one = { bankId: 'bank-a', runs: [run({ outcome: 'passed' })], recent: [] };
    const { ready, scenarios } = conformanceOf(bank(), Conformances.state.parse(one), minute(5));
    expect(ready).toBe(false);
    expect(scenarios.filter(({ outcome }) => outcome !== 'not-run')).toMatchObject([{ scenario: 'stop', outcome: 'passed' }]);
    expect(switchMode(bank(), { mode: 'live', reason: 'r' }, undefined, at(1))).toEqual({ kind: 'acceptance', facts: [] });
    expect(switchMode(bank({ mode: 'testing' }), { mode: 'live', reason: 'r' }, undefined, at(1))).toMatchObject({
      code: 'CONFORMANCE_NOT_PASSED',
    });
    expect(switchMode(bank(), { mode: 'testing', reason: 'r' }, undefined, at(1))).toMatchObject({
      facts: [{ type: 'bank.mode-switched' }],
    });
  });
});
