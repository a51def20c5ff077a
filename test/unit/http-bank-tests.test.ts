import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { endTest } from '../../shared/bank-tests/run-test.ts';
import { testScenarios } from '../../shared/bank-tests/scenario-names.ts';
import { requiredOf } from '../../shared/bank-tests/scenarios.ts';
import { TestOrders } from '../../shared/bank-tests/streams.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { createTestApi } from '../support/api.ts';
import { answerTold, modelBank, runTest, type TestedCity, testedCity } from '../support/model-bank.ts';
import { bankClerk, minute } from '../support/samples.ts';

const administrator: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['administrator'], subject: 'meng' };
const registration = { name: 'bank-a', dutyPhone: '010-66000001', endpoint: 'https://stop.bank-a.example.cn/cordon' };
const Items = z.object({
  items: z.array(z.looseObject({ orderId: z.string(), instructionId: z.string(), instruction: z.string() })),
});
let city: TestedCity;

beforeEach(async () => {
  city = testedCity(createTestApi());
  city.takes = modelBank(city, bankClerk);
  await register();
});

function register(over: object = {}, by: Actor = bankClerk, bankId = 'bank-a') {
  return city.api.call(by, 'PUT', `/v1/banks/${bankId}`, { body: { ...registration, ...over } });
}

const conformance = async () => (await city.api.call(bankClerk, 'GET', '/v1/bank/conformance')).body;
const goLive = () =>
  city.api.call(administrator, 'PUT', '/v1/banks/bank-a/mode', { body: { mode: 'live', reason: 'all tests passed' } });
const pulled = async (query: Record<string, string> = {}) =>
  Items.parse((await city.api.call(bankClerk, 'GET', '/v1/bank/orders', { query })).body).items;
const asked = async () => Items.parse((await city.api.call(bankClerk, 'GET', '/v1/bank/questions')).body).items;

describe('a bank that does what the guide says', () => {
  test.each(testScenarios.filter((scenario) => scenario !== 'outage'))('passes %s by push', async (scenario) => {
    expect((await runTest(city, bankClerk, scenario)).body).toMatchObject({
      scenario,
      outcome: 'passed',
      faults: [],
      waiting: [],
    });
  });

  test('finds the order of an outage by pulling, as it is not pushed', async () => {
    const { body } = await runTest(city, bankClerk, 'outage');
    expect(body).toMatchObject({ outcome: 'running', waiting: ['result'] });
    expect(city.pushes).toEqual([]);
    const [told] = await pulled();
    expect(told).toMatchObject({ orderId: body['orderId'], test: 'outage', state: 'open' });
    if (told === undefined) return;
    expect((await answerTold(city.api, bankClerk, told)).body).toMatchObject({ orderId: body['orderId'], state: 'stopped' });
    expect(await pulled()).toEqual([]);
    expect(await pulled({ state: 'answered' })).toHaveLength(1);
    expect((await city.api.call(bankClerk, 'GET', `/v1/bank/test-orders/${told.orderId}`)).body['outcome']).toBe('passed');
  });

  test('passes all that it needs, and then the administrator switches it live, and only then', async () => {
    expect(await conformance()).toMatchObject({ mode: 'testing', ready: false });
    expect((await goLive()).body).toMatchObject({ code: 'CONFORMANCE_NOT_PASSED', scenarios: [...testScenarios] });
    for (const scenario of testScenarios) {
      await runTest(city, bankClerk, scenario);
      for (const told of [...(await pulled()), ...(await asked())]) await answerTold(city.api, bankClerk, told);
    }
    expect(await conformance()).toMatchObject({
      ready: true,
      scenarios: testScenarios.map((scenario) => ({ scenario, outcome: 'passed' })),
    });
    expect((await goLive()).body).toMatchObject({ mode: 'live', ready: true });
    expect((await city.api.call(administrator, 'GET', '/v1/banks/bank-a/conformance')).body).toMatchObject({ mode: 'live' });
  });

  test('passes without an endpoint what needs none, by pulling alone', async () => {
    await register({ endpoint: undefined });
    expect(
      (await city.api.call(bankClerk, 'POST', '/v1/bank/test-orders', { body: { scenario: 'duplicate' } })).body,
    ).toMatchObject({
      code: 'ENDPOINT_NOT_REGISTERED',
    });
    for (const scenario of requiredOf(false)) {
      const known = new Set<string>();
      await runTest(city, bankClerk, scenario);
      for (let turn = 0; turn < 4; turn += 1) {
        for (const told of [...(await pulled()), ...(await asked())]) {
          await answerTold(city.api, bankClerk, told, known.has(told.instructionId));
          known.add(told.instructionId);
        }
        await city.settle();
      }
    }
    expect(await conformance()).toMatchObject({ ready: true });
    expect(city.pushes).toEqual([]);
  });
});

describe('a bank that does not', () => {
  const outcomeOf = async (scenario: (typeof testScenarios)[number]) => (await runTest(city, bankClerk, scenario)).body;

  test('fails where it takes forged pushes, and where it answers one', async () => {
    city.takes = async () => ({ delivered: true });
    expect(await outcomeOf('bad-signature')).toMatchObject({ outcome: 'failed', faults: ['forgery-taken'] });
    expect((await outcomeOf('bad-signature'))['pushes']).toHaveLength(4);
    expect(city.pushes.map(({ body }) => JSON.parse(Buffer.from(body).toString()).test)).not.toContain('bad-signature');
    city.takes = async () => ({ delivered: false, reason: 'status', status: 404 });
    expect(await outcomeOf('bad-signature')).toMatchObject({ outcome: 'failed', faults: ['forgery-not-refused'] });
    city.takes = async () => ({ delivered: false, reason: 'timeout' });
    expect(await outcomeOf('bad-signature')).toMatchObject({ outcome: 'failed', faults: ['forgery-not-refused'] });
    city.takes = modelBank(city, bankClerk);
    const passed = await outcomeOf('bad-signature');
    expect(passed).toMatchObject({ outcome: 'passed' });
    // it is not to be found by pulling, so an answer comes of a push that was to be refused
    expect(await pulled({ state: 'all' })).not.toContainEqual(expect.objectContaining({ orderId: passed['orderId'] }));
    await answerTold(city.api, bankClerk, {
      orderId: String(passed['orderId']),
      instructionId: instructionOf(passed),
      instruction: 'stop',
    });
    expect((await city.api.call(bankClerk, 'GET', `/v1/bank/test-orders/${passed['orderId']}`)).body).toMatchObject({
      outcome: 'failed',
      faults: ['forgery-answered'],
    });
    expect(await conformance()).toMatchObject({ ready: false });
  });

  test('fails where its endpoint does not take a push, where it does not carry out, and where it contradicts itself', async () => {
    city.takes = async () => ({ delivered: false, reason: 'status', status: 500 });
    expect(await outcomeOf('stop')).toMatchObject({ outcome: 'failed', faults: ['push-not-taken'] });
    city.takes = async () => ({ delivered: true });
    const refused = await outcomeOf('extend');
    await say(refused, { code: '0300' });
    expect(await read(refused)).toMatchObject({ outcome: 'failed', faults: ['not-carried-out'] });
    const twice = await outcomeOf('stop');
    await say(twice, { code: '0000', effectiveAt: minute(1), stoppedFen: 5 });
    expect((await say(twice, { code: '0000', effectiveAt: minute(1), stoppedFen: 6 })).body).toMatchObject({
      code: 'RESULT_CONFLICT',
    });
    expect(await read(twice)).toMatchObject({ outcome: 'failed', faults: ['contradicted'] });
  });

  test('fails where its moment cannot be, where its sums cannot be read, and where it stops what it had said it would not', async () => {
    city.takes = async () => ({ delivered: true });
    const ahead = await outcomeOf('extend');
    await say(ahead, { code: '0000', effectiveAt: '2099-01-01T00:00:00Z', stoppedFen: 5, balanceBeforeFen: 'much' });
    expect(await read(ahead)).toMatchObject({ outcome: 'failed', faults: ['time-doubtful', 'unreadable'] });
    const short = await outcomeOf('recall');
    const [recalled] = await pulled();
    await say(short, { code: '1200', instructionId: recalled?.instructionId, effectiveAt: minute(1) });
    expect(await read(short)).toMatchObject({ outcome: 'failed', faults: ['not-carried-out'] });
    const recall = await outcomeOf('recall');
    const [told] = await pulled();
    expect(told).toMatchObject({ instruction: 'recall' });
    await say(recall, { code: '0400', instructionId: told?.instructionId });
    expect(await read(recall)).toMatchObject({ outcome: 'passed' });
    await say(recall, { code: '0000', instructionId: instructionOf(recall), effectiveAt: minute(1), stoppedFen: 5 });
    expect(await read(recall)).toMatchObject({ outcome: 'failed', faults: ['contradicted'] });
    const { body } = await city.api.call(bankClerk, 'GET', `/v1/bank/orders/${recall['orderId']}`);
    expect(body['state']).not.toBe('open');
  });

  test('fails narrow where it goes on holding more than it was told', async () => {
    city.takes = async () => ({ delivered: true });
    const narrow = await outcomeOf('narrow');
    await say(narrow, { code: '0000', effectiveAt: minute(1), balanceBeforeFen: 500_000, stoppedFen: 500_000 });
    await city.settle();
    const [told] = await pulled();
    expect(told).toMatchObject({ instruction: 'narrow', scope: 'sum', amountFen: 400_000 });
    const holding = { code: '0000', instructionId: told?.instructionId, effectiveAt: minute(1), stoppedFen: 400_001 };
    await say(narrow, holding);
    expect(await read(narrow)).toMatchObject({ outcome: 'failed', faults: ['contradicted'] });
  });

  test('fails retry where it does not ask to be asked again', async () => {
    city.takes = async () => ({ delivered: true });
    const retry = await outcomeOf('retry');
    await say(retry, { code: '0000', effectiveAt: minute(1), stoppedFen: 5 });
    expect(await read(retry)).toMatchObject({ outcome: 'failed', faults: ['not-asked-again'] });
  });

  test('fails where its time runs out; what it says later changes nothing', async () => {
    city.takes = async () => ({ delivered: true });
    const late = await outcomeOf('stop');
    city.api.now = plus(city.api.now, 30 * MINUTE);
    expect(await read(late)).toMatchObject({ outcome: 'failed', faults: ['too-late'], waiting: ['receipt', 'result'] });
    expect(endTest(await stored(late), { now: minute(30) })).toEqual([]);
    const [ended] = endTest(await stored(late), { now: city.api.now });
    expect(ended).toMatchObject({ type: 'test-order.judged', data: { outcome: 'failed', faults: ['too-late'] } });
    expect(await conformance()).toMatchObject({
      ready: false,
      scenarios: [{ scenario: 'stop', outcome: 'failed', faults: ['too-late'] }, ...testScenarios.slice(1).map(() => ({}))],
    });
  });

  const stored = async ({ orderId }: Readonly<Record<string, unknown>>) => {
    const { state } = await city.api.journal.load(TestOrders, String(orderId));
    if (state === undefined) throw new Error('no such test');
    return state;
  };
  const read = async (started: Readonly<Record<string, unknown>>) =>
    (await city.api.call(bankClerk, 'GET', `/v1/bank/test-orders/${started['orderId']}`)).body;
  const say = (started: Readonly<Record<string, unknown>>, body: object) =>
    city.api.call(bankClerk, 'POST', `/v1/bank/orders/${started['orderId']}/result`, { body });
  const instructionOf = ({ orderId }: Readonly<Record<string, unknown>>) => String(orderId).replace('tst_', 'ins_');
});

describe('a test that asks a question', () => {
  const questionScenarios = ['statement', 'whose-account', 'watch', 'return'] as const;
  const start = async (scenario: (typeof questionScenarios)[number]) => {
    city.takes = async () => ({ delivered: true });
    const { orderId } = (await runTest(city, bankClerk, scenario)).body;
    const [told] = z.object({ items: z.array(z.looseObject({ instructionId: z.string() })) }).parse({
      items: (await asked()).filter((one) => one.orderId === orderId),
    }).items;
    const judged = async () => (await city.api.call(bankClerk, 'GET', `/v1/bank/test-orders/${orderId}`)).body;
    const say = (path: string, body: object, by = bankClerk) => city.api.call(by, 'POST', `/v1/bank/${path}`, { body });
    return { told: told ?? expect.fail('no question'), judged, say };
  };
  const page = (n: number, last: boolean, balances: readonly number[]) => ({
    ...{ page: n, last },
    lines: balances.map((balanceFen) => ({ at: minute(-1), direction: 'in', amountFen: 100, balanceFen })),
  });

  test.each(questionScenarios)(
    '%s is pushed and pulled as a real one, says that it is a test, and is read until it is over',
    async (scenario) => {
      const { told, judged } = await start(scenario);
      const pushed = JSON.parse(Buffer.from(city.pushes.at(-1)?.body ?? '').toString());
      expect(pushed).toMatchObject({ instruction: scenario, test: scenario, authority: { agency: 'cordon-test' } });
      expect(told).toMatchObject({ ...pushed, state: 'open' });
      expect(city.pushes.at(-1)?.headers['x-cordon-purpose']).toBe('question');
      // its order is none of those that the bank has to stop
      expect(await pulled()).toEqual([]);
      expect(await judged()).toMatchObject({ outcome: 'running', waiting: ['result'] });
      await answerTold(city.api, bankClerk, { ...told, orderId: String(pushed.orderId), instruction: scenario });
      expect(await judged()).toMatchObject({ outcome: 'passed', faults: [] });
      expect(await asked()).toEqual([]);
      const path = `/v1/bank/questions/${told.instructionId}`;
      expect((await city.api.call(bankClerk, 'GET', path)).body).toMatchObject({ state: 'answered' });
      const other: Actor = { ...bankClerk, agency: 'bank-b', subject: 'bank-b' };
      expect((await city.api.call(other, 'GET', path)).status).toBe(404);
    },
  );

  test.each(questionScenarios)('%s fails where the bank declines it', async (scenario) => {
    const { told, judged, say } = await start(scenario);
    const declined = await say(`questions/${told.instructionId}/answer`, { outcome: 'declined', code: '1000' });
    expect(declined).toMatchObject({ status: 200, body: { state: 'declined' } });
    expect(await judged()).toMatchObject({ outcome: 'failed', faults: ['not-carried-out'] });
  });

  test('fails where the balances of a statement do not add up over its pages, or a line cannot be read', async () => {
    const { told, judged, say } = await start('statement');
    const path = `statements/${told['statementId']}/lines`;
    expect((await say(path, page(2, true, [301]))).status).toBe(200);
    expect((await say(path, page(3, false, [1]))).body).toMatchObject({ code: 'PAGE_AFTER_LAST' });
    expect(await judged()).toMatchObject({ outcome: 'running' });
    expect((await say(path, page(1, false, [100, 200]))).status).toBe(200);
    expect(await judged()).toMatchObject({ outcome: 'failed', faults: ['does-not-add-up'] });
    const odd = await start('statement');
    await odd.say(`statements/${odd.told['statementId']}/lines`, { page: 1, last: true, lines: [{ amountFen: 'much' }] });
    expect(await odd.judged()).toMatchObject({ faults: expect.arrayContaining(['unreadable']) });
  });

  test('fails where the bank contradicts itself; the same again does not', async () => {
    const statement = await start('statement');
    const path = `statements/${statement.told['statementId']}/lines`;
    for (const _ of [1, 2]) expect((await statement.say(path, page(1, false, [100]))).status).toBe(200);
    expect((await statement.say(path, page(1, false, [200]))).body).toMatchObject({ code: 'PAGE_CONFLICT' });
    expect(await statement.judged()).toMatchObject({ outcome: 'failed', faults: ['contradicted'] });
    const holder = await start('whose-account');
    const answer = (name: string) =>
      holder.say(`holder-requests/${holder.told['holderRequestId']}/answer`, { holder: { name, accountKind: 'personal' } });
    expect([(await answer('甲')).status, (await answer('甲')).status]).toEqual([200, 200]);
    expect(await holder.judged()).toMatchObject({ outcome: 'passed' });
    expect((await answer('乙')).body).toMatchObject({ code: 'HOLDER_CONFLICT' });
    expect(await holder.judged()).toMatchObject({ outcome: 'failed', faults: ['contradicted'] });
  });

  test('takes no answer that a real one would not: of another kind, or without the moment of the payment', async () => {
    const statement = await start('statement');
    expect((await statement.say(`questions/${statement.told.instructionId}/answer`, { outcome: 'done' })).body).toMatchObject({
      code: 'ANSWER_IS_ELSEWHERE',
    });
    const payment = await start('return');
    const pay = (over: object) => payment.say(`questions/${payment.told.instructionId}/answer`, { outcome: 'done', ...over });
    expect((await pay({})).body).toMatchObject({ code: 'RESULT_INCOMPLETE' });
    expect((await pay({ paidAt: '2099-01-01T00:00:00Z' })).body).toMatchObject({ code: 'TIME_IN_FUTURE' });
    expect((await pay({ paidAt: minute(-600) })).body).toMatchObject({ code: 'TIMES_OUT_OF_ORDER' });
    expect(await payment.judged()).toMatchObject({ outcome: 'running' });
    expect((await pay({ paidAt: city.api.now })).status).toBe(200);
    expect(await payment.judged()).toMatchObject({ outcome: 'passed' });
  });
});

describe('tests of a bank', () => {
  test('prove nothing of an endpoint or keys that come after them', async () => {
    await runTest(city, bankClerk, 'stop');
    await register({ endpoint: 'https://stop.bank-a.example.cn/other' });
    expect(await conformance()).toMatchObject({
      scenarios: expect.arrayContaining([expect.objectContaining({ scenario: 'stop', outcome: 'outdated' })]),
    });
  });

  test('are not pushed to an endpoint that was registered after they began, so that none passes for another', async () => {
    const started = await city.api.call(bankClerk, 'POST', '/v1/bank/test-orders', { body: { scenario: 'stop' } });
    await register({ endpoint: 'https://stop.bank-a.example.cn/other' });
    await city.settle();
    expect(city.pushes).toEqual([]);
    await register();
    const [told] = await pulled();
    if (told !== undefined) await answerTold(city.api, bankClerk, told);
    const { body } = await city.api.call(bankClerk, 'GET', `/v1/bank/test-orders/${started.body['orderId']}`);
    expect(body).toMatchObject({ outcome: 'running', waiting: ['push'] });
  });

  test('tests that are answered too late do not pass, whether Cordon has noted that yet or not', async () => {
    city.takes = async () => ({ delivered: true });
    const { body } = await runTest(city, bankClerk, 'extend');
    city.api.now = plus(city.api.now, 31 * MINUTE);
    for (const told of await pulled({ state: 'all' })) await answerTold(city.api, bankClerk, told);
    expect(await conformance()).toMatchObject({ ready: false });
    expect((await city.api.call(bankClerk, 'GET', `/v1/bank/test-orders/${body['orderId']}`)).body).toMatchObject({
      outcome: 'failed',
    });
  });

  test('are seen and answered by no other bank, and by no police', async () => {
    const { body } = await runTest(city, bankClerk, 'stop');
    const other: Actor = { ...bankClerk, agency: 'bank-b', subject: 'bank-b' };
    for (const path of [`/v1/bank/test-orders/${body['orderId']}`, `/v1/bank/orders/${body['orderId']}`])
      expect((await city.api.call(other, 'GET', path)).status).toBe(404);
    expect((await city.api.call(administrator, 'GET', `/v1/orders/${body['orderId']}`)).status).toBe(404);
    expect((await city.api.call(administrator, 'GET', `/v1/bank/orders/${body['orderId']}`)).status).toBe(404);
    expect((await city.api.call(administrator, 'GET', '/v1/bank/conformance')).status).toBe(403);
    expect(
      (await city.api.call(bankClerk, 'PUT', '/v1/banks/bank-a/mode', { body: { mode: 'live', reason: 'me' } })).status,
    ).toBe(403);
  });

  test('are as many an hour as the policy says, and the next hour some more', async () => {
    city.takes = async () => ({ delivered: true });
    for (let i = 0; i < 60; i += 1)
      await city.api.call(bankClerk, 'POST', '/v1/bank/test-orders', { body: { scenario: 'stop' } });
    expect((await city.api.call(bankClerk, 'POST', '/v1/bank/test-orders', { body: { scenario: 'stop' } })).body).toMatchObject({
      status: 429,
      code: 'TOO_MANY_TESTS',
      limit: 60,
    });
    city.api.now = plus(city.api.now, 61 * MINUTE);
    expect((await city.api.call(bankClerk, 'POST', '/v1/bank/test-orders', { body: { scenario: 'stop' } })).status).toBe(201);
  });

  test('touch no figure, no account, no alarm and no desk', async () => {
    for (const scenario of testScenarios) await runTest(city, bankClerk, scenario);
    const kinds = new Set(city.api.journal.written.map(({ item }) => String(item['pk']).split('#')[0]));
    expect([...kinds].toSorted()).toEqual(['agency', 'bank', 'command', 'conformance', 'test-order']);
  });
});

describe('the mode of a bank', () => {
  test('is testing where the bank registers itself, and what the administrator says where that registers it first', async () => {
    const shown = async (bankId: string) => (await city.api.call(administrator, 'GET', `/v1/banks/${bankId}`)).body['mode'];
    await register({ mode: 'live' }, administrator, 'bank-c');
    await register({}, administrator, 'bank-d');
    expect([await shown('bank-a'), await shown('bank-c'), await shown('bank-d')]).toEqual(['testing', 'live', 'testing']);
    expect((await register({ mode: 'live' })).body).toMatchObject({
      code: 'BANK_MODE_NOT_YOURS',
      errors: [{ path: '/mode', rule: 'must be absent, or as it is' }],
    });
    expect((await register({ mode: 'live' }, administrator)).body).toMatchObject({ code: 'BANK_MODE_NOT_YOURS' });
    expect((await register({ mode: 'testing', name: 'bank A' })).status).toBe(200);
  });
});
