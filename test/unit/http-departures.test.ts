import { beforeEach, describe, expect, test } from 'vitest';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver, createTestApi, type TestApi } from '../support/api.ts';
import { interruptibleJournal } from '../support/interruptible-journal.ts';
import { administrator, prosecutorOf, recordInput, yuan } from '../support/standard-samples.ts';

let api: TestApi;
const standard = (over: object = {}, inflow = 300_000) =>
  api.call(administrator, 'POST', '/v1/standards', { body: { ...recordInput({}, inflow), ...over } });

beforeEach(async () => {
  api = createTestApi();
  await standard();
});

const haidian = prosecutorOf('haidian');
const facts = { 'one-way-inflow': yuan(250_000), 'traced-to-fraud': yuan(3_000) };
const decide = (over: object = {}) =>
  api.call(haidian, 'POST', '/v1/standards/decisions', {
    body: {
      ...{ criterion: 'two-card-amount', district: 'haidian', facts, decision: 'pursued', decidedOn: '2022-06-01' },
      ...over,
    },
  });
const departureReason = 'He went on after two warnings.';

describe('a decision that departs from the standard in force', () => {
  test('is refused without its reason, with what the standard says, and changes nothing', async () => {
    const before = api.journal.written.length;
    const refused = await decide();
    expect(refused).toMatchObject({
      status: 400,
      body: {
        ...{ code: 'DEPARTURE_REASON_MISSING', outcome: 'no', standardId: expect.stringMatching(/^std_/) },
        conditions: ['/amount/all/0: one-way-inflow gte 30000000'],
        errors: [{ path: '/departureReason' }],
      },
    });
    expect(refused.text).not.toContain(String(yuan(250_000)));
    expect(api.journal.written).toHaveLength(before);
    expect((await decide({ departureReason: '  \n ' })).body).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('is recorded with its reason, marked as a departure in the list, and raises its alarm', async () => {
    const { status, body } = await decide({ departureReason: ` ${departureReason}\r\n` });
    expect([status, body]).toMatchObject([201, { departed: true, departureReason }]);
    const { body: list } = await api.call(haidian, 'GET', '/v1/standards/decisions', { query: { month: '2022-06' } });
    expect(list).toMatchObject({ items: [{ departed: true, departureReasonGiven: true }] });
    expect(JSON.stringify(list)).not.toContain('warnings');
    const { facts: told } = await api.journal.facts(`recorded-decision#${body['decisionId']}`, { limit: 10 });
    expect(told.map(({ type }) => type)).toEqual(['recorded-decision.recorded', 'recorded-decision.departed']);
  });

  test('gives its reason under the older name, too, and not under both', async () => {
    expect((await decide({ reason: departureReason })).body).toMatchObject({ departed: true, departureReason });
    expect(await decide({ reason: departureReason, departureReason })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', errors: [{ path: '/reason' }] },
    });
  });

  test.each([
    ['follows the standard', { decision: 'not-pursued' }],
    ['cannot be told', { facts: { 'traced-to-fraud': yuan(3_000) } }],
    ['was taken before there was a standard', { decidedOn: '2020-06-01' }],
  ])('no reason is asked for of a decision that %s, and one that is given is kept', async (_, over) => {
    expect(await decide(over)).toMatchObject({ status: 201, body: { departed: false } });
    const { body } = await decide({ ...over, departureReason });
    expect(body).toMatchObject({ departed: false, departureReason });
  });

  test('is held against the standard that is in force when it is recorded, if one comes while it is decided', async () => {
    for (let at = 1; at < 30; at += 1) {
      const journal = interruptibleJournal(createCityJournal());
      api = createApiOver(journal);
      const [standardId] = [(await standard()).body['standardId']];
      journal.interrupt(at, () => standard({ effectiveFrom: '2022-01-01', replaces: standardId }, 200_000));
      const raced = await decide({ decision: 'not-pursued' });
      if (!journal.interrupted()) return expect(at).toBeGreaterThan(4);
      // the append itself is the last answer: what comes later comes after
      expect(raced).toMatchObject({ status: 400, body: { code: 'DEPARTURE_REASON_MISSING', outcome: 'yes' } });
    }
    throw new Error('the decision was never recorded');
  });
});

describe('grounds for every district', () => {
  test.each([
    ['a phone', '联系电话 139 1234 5678'],
    ['a phone in full-width digits', '电话１３９１２３４５６７８'],
    ['a phone in words', '电话一三九一二三四五六七八'],
    ['a phone with points', '电话139.1234.5678'],
    ['a phone that looks like a date', '电话1380-01-38000'],
    ['a phone with an area code in brackets', 'call (010)6655/1234'],
    ['a card with signs between', '卡号6222·0202·0000·0001'],
    ['a phone in circled digits', '电话①③⑨①②③④⑤⑥⑦⑧'],
    ['a document in other digits', '身份证١١٠١٠١١٩٩٠'],
    ['a document', '身份证110101199001011234'],
    ['an account', '卡号6222-0202-0000-0001'],
    ['an id of Cordon', 'as in cas_01M81T5JGX3K6A2FNBDBBDB37Y'],
    ['a reference', 'as in HD-261122-7K3Q9M'],
    ['its own case number', '参见京海检刑诉 [2022] 18号'],
  ])('are refused with %s, and nothing is recorded', async (_, publicGrounds) => {
    const before = api.journal.written.length;
    const reply = await decide({ departureReason, caseNumber: '京海检刑诉〔2022〕18号', publicGrounds });
    expect(reply).toMatchObject({
      status: 400,
      body: { code: 'GROUNDS_NOT_PUBLIC', errors: [{ path: '/publicGrounds' }] },
    });
    expect(reply.text).not.toContain(publicGrounds);
    expect(api.journal.written).toHaveLength(before);
  });

  test.each([
    '流入资金三十万元，其中3000元查证属实，2022-06-01 至 2022年7月1日',
    '依照法释〔2019〕15号第十二条',
    '依照第12、13、14、15、16、17条；2022.6.1至2022.07.01；2022/06/01；流入1,234,567,890元',
    '比例 12.5%，3.5倍；2022-06-01 — 2022-07-01, 2022.06.01-2022.07.01',
    'The inflow was 300,000 yuan over 12 months.',
  ])('are kept as they are: %s', async (publicGrounds) => {
    const reply = await decide({ departureReason, caseNumber: '18', publicGrounds });
    expect([reply.status, reply.body]).toMatchObject([201, { publicGrounds }]);
  });
});
