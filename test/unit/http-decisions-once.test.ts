import { beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../support/api.ts';
import { createRelayBench, createTestPlatform } from '../support/relay-kit.ts';
import { administrator, cityProsecutor, prosecutorOf, recordInput, yuan } from '../support/standard-samples.ts';

let api: TestApi;
beforeEach(async () => {
  api = createTestApi();
  await api.call(administrator, 'POST', '/v1/standards', { body: recordInput() });
});

const facts = { 'one-way-inflow': yuan(250_000), 'account-owner': 'own', 'traced-to-fraud': yuan(3_000) };
const caseNumber = '京海检刑诉〔2022〕18号-a';
const decide = (over: object = {}, headers: Record<string, string> = {}) =>
  api.call(prosecutorOf('haidian'), 'POST', '/v1/standards/decisions', {
    body: {
      ...{ criterion: 'two-card-amount', district: 'haidian', facts, decision: 'pursued', decidedOn: '2022-06-01', caseNumber },
      departureReason: 'a gang',
      ...over,
    },
    headers,
  });
const ofTheMonth = async (): Promise<unknown> => {
  const query = { month: '2022-06', district: 'haidian' };
  return (await api.call(prosecutorOf('haidian'), 'GET', '/v1/standards/decisions', { query })).body['items'];
};

describe('a decision with a case number', () => {
  test('posted again and again is recorded once, and who departed is told of once', async () => {
    const first = await decide();
    expect(first).toMatchObject({ status: 201, body: { departed: true } });
    const before = api.journal.written.length;
    for (let again = 0; again < 20; again += 1) {
      const reply = await decide();
      expect(reply).toMatchObject({ status: 200, body: first.body });
      expect(reply.headers['etag']).toBe(first.headers['etag']);
    }
    expect(api.journal.written).toHaveLength(before);
    expect(await ofTheMonth()).toHaveLength(1);
    const bench = createRelayBench({ ...createTestPlatform(), journal: api.journal });
    await bench.drain();
    const inbox = await api.call(cityProsecutor, 'GET', '/v1/inbox');
    expect(inbox.body['items']).toHaveLength(1);
  });

  test('a decision is the same in any spelling of the number', async () => {
    const { body } = await decide();
    const again = await decide({ caseNumber: '京海检刑诉 [２０２２] 18号 Ａ' });
    expect(again).toMatchObject({ status: 200, body: { decisionId: body['decisionId'], caseNumber } });
  });

  test.each([
    ['another outcome', { decision: 'not-pursued' }],
    ['other facts', { facts: { ...facts, 'one-way-inflow': yuan(260_000) } }],
    ['another reason', { departureReason: 'many victims' }],
    ['grounds for all that were not given', { publicGrounds: 'many victims' }],
  ])('a decision that %s is refused, and the refusal names the recorded one', async (_, over) => {
    const { body } = await decide();
    const before = api.journal.written.length;
    expect(await decide(over)).toMatchObject({
      status: 409,
      body: { code: 'DECISION_RECORDED_ALREADY', decisionId: body['decisionId'] },
    });
    expect(api.journal.written).toHaveLength(before);
  });

  test('a decision whose number is only a placeholder is recorded beside others of that number', async () => {
    for (const over of [{ caseNumber: 'N/A' }, { caseNumber: 'N/A', departureReason: 'another case' }]) {
      expect(await decide({ decidedOn: '2022-06-03', ...over })).toMatchObject({ status: 201 });
    }
  });

  test('two of a decision at the same instant are recorded once', async () => {
    const both = await Promise.all([decide(), decide()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    const [one, other] = await Promise.all([
      decide({ decidedOn: '2022-06-02' }),
      decide({ decidedOn: '2022-06-02', departureReason: 'r' }),
    ]);
    expect([one?.status, other?.status].toSorted()).toEqual([201, 409]);
    expect(await ofTheMonth()).toHaveLength(2);
  });

  test('has its answer kept under its key, as any other', async () => {
    const first = await decide({}, { 'idempotency-key': 'k-1' });
    const same = await decide({}, { 'idempotency-key': 'k-2' });
    expect([first.status, same.status]).toEqual([201, 200]);
    const replayed = await decide({}, { 'idempotency-key': 'k-1' });
    expect(replayed).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
  });

  test('a decision of another day, criterion, district or number is another', async () => {
    await decide();
    const others = [{ decidedOn: '2022-06-02' }, { criterion: 'two-card-knowledge' }, { caseNumber: '19' }];
    for (const over of others) expect((await decide(over)).status).toBe(201);
    const elsewhere = await api.call(cityProsecutor, 'POST', '/v1/standards/decisions', {
      body: {
        ...{
          criterion: 'two-card-amount',
          district: 'chaoyang',
          facts,
          decision: 'pursued',
          decidedOn: '2022-06-01',
          caseNumber,
        },
      },
    });
    expect(elsewhere.status).toBe(201);
  });

  test('without a number is recorded each time it is posted; a number of marks alone is refused', async () => {
    for (const over of [{ caseNumber: undefined }, { caseNumber: undefined }]) expect((await decide(over)).status).toBe(201);
    expect(await decide({ caseNumber: '-' })).toMatchObject({ status: 400, body: { errors: [{ path: '/caseNumber' }] } });
    expect(await ofTheMonth()).toHaveLength(2);
  });
});

test('one of long ago is held against the standard of its day, and against none where there was none', async () => {
  await api.call(administrator, 'POST', '/v1/standards', {
    body: recordInput({ effectiveFrom: '2000-01-01', effectiveTo: '2020-12-31' }, 100_000),
  });
  expect((await decide()).body).toMatchObject({ outcome: 'no', departed: true });
  expect((await decide({ decidedOn: '2000-01-01' })).body).toMatchObject({ outcome: 'yes', departed: false });
  const nowhere = await api.call(cityProsecutor, 'POST', '/v1/standards/decisions', {
    body: { criterion: 'two-card-amount', district: 'chaoyang', facts, decision: 'pursued', decidedOn: '2000-01-01' },
  });
  expect(nowhere.body).toMatchObject({ departed: false });
  expect(nowhere.body).not.toHaveProperty('outcome');
});
