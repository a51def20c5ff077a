import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { compareFacts, pointsNow } from '../../shared/standards/similar/compare-facts.ts';
import { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { context } from '../support/samples.ts';
import { administrator, cityProsecutor, prosecutorOf, recordInput, yuan } from '../support/standard-samples.ts';

const path = '/v1/standards/decisions/similar';
const criterion = 'two-card-amount';
const [haidian, chaoyang] = [prosecutorOf('haidian'), prosecutorOf('chaoyang')];
const inflow = (sum: number) => ({ 'one-way-inflow': yuan(sum) });

const Tally = z.looseObject({ district: z.string(), near: z.int(), more: z.boolean() });
const Row = z.looseObject({
  ...{ district: z.string(), distance: z.int(), facts: CaseFacts },
  own: z.looseObject({ decisionId: z.string() }).optional(),
});
const Page = z.looseObject({ items: z.array(Row), next: z.string().optional(), compared: z.int(), districts: z.array(Tally) });

let api: TestApi;
beforeEach(async () => {
  api = createTestApi();
  await api.call(administrator, 'POST', '/v1/standards', { body: recordInput({ place: 'haidian' }, 300_000) });
  await api.call(administrator, 'POST', '/v1/standards', { body: recordInput({ place: 'chaoyang' }, 200_000) });
});

async function decided(actor: Actor, facts: CaseFacts, over: object = {}): Promise<string> {
  const body = {
    ...{ criterion, district: actor.district, facts, decision: 'pursued', decidedOn: '2022-06-01' },
    ...{ departureReason: '王小明 went on after two warnings', ...over },
  };
  const answer = await api.call(actor, 'POST', '/v1/standards/decisions', { body });
  expect(answer.status, answer.text).toBe(201);
  return z.string().parse(answer.body['decisionId']);
}

const ask = (actor: Actor, body: object) => api.call(actor, 'POST', path, { body: { criterion, ...body } });
const similar = async (actor: Actor, facts: CaseFacts, over: object = {}) =>
  Page.parse((await ask(actor, { facts, ...over })).body);

describe('similar decisions', () => {
  test('of all districts come nearest first, with what differs, what the standard then said, and which way each district went', async () => {
    const facts = { ...inflow(250_000), 'traced-to-fraud': yuan(3_000), 'account-owner': 'own' };
    await decided(chaoyang, facts);
    await decided(haidian, facts, { decision: 'not-pursued', publicGrounds: '未达三十万元' });
    await decided(haidian, { ...facts, 'account-owner': 'others' });
    await decided(haidian, { ...facts, ...inflow(25_000_000) });
    const page = await similar(chaoyang, facts);
    expect(page.items.map(({ district, distance }) => [district, distance])).toEqual([
      ...[expect.anything(), expect.anything()],
      ['haidian', 1_000],
      ['haidian', expect.any(Number)],
    ]);
    const near = page.items.toSorted((a, b) => (a.district < b.district ? -1 : 1)).slice(0, 2);
    expect(near).toMatchObject([
      { district: 'chaoyang', decision: 'pursued', departed: false, outcome: 'yes', standard: { threshold: yuan(200_000) } },
      {
        ...{ district: 'haidian', decision: 'not-pursued', departed: false, outcome: 'no', publicGrounds: '未达三十万元' },
        ...{ distance: 0, same: ['one-way-inflow', 'traced-to-fraud', 'account-owner'], differs: [] },
        standard: { measure: 'one-way-inflow', threshold: yuan(300_000), document: 'some paper' },
        reasons: [{ condition: { measure: 'one-way-inflow' }, outcome: 'no' }],
      },
    ]);
    expect(page.items[2]).toMatchObject({ departed: true, differs: [{ measure: 'account-owner', decided: 'others' }] });
    expect(page.compared).toBe(4);
    expect(page.districts).toHaveLength(16);
    expect(page.districts.filter((one) => one.near > 0)).toEqual([
      { district: 'chaoyang', near: 1, pursued: 1, notPursued: 0, departed: 0, more: false },
      { district: 'haidian', near: 2, pursued: 1, notPursued: 1, departed: 1, more: false },
    ]);
  });

  test('lead to a case and tell the reason of a departure only to those who may read the decision', async () => {
    const caseNumber = '京海检刑诉〔2022〕18号';
    const decisionId = await decided(haidian, inflow(250_000), { caseNumber });
    const own = { decisionId, caseNumber, departureReason: '王小明 went on after two warnings' };
    for (const reader of [haidian, cityProsecutor])
      expect((await similar(reader, inflow(250_000))).items).toMatchObject([{ departed: true, own }]);
    const { text, status } = await ask(chaoyang, { facts: inflow(250_000) });
    expect(status).toBe(200);
    expect(Page.parse(JSON.parse(text)).items).toMatchObject([{ departed: true, district: 'haidian' }]);
    for (const canary of ['王小明', '刑诉', decisionId, haidian.agency, haidian.subject]) expect(text).not.toContain(canary);
  });

  test('are of one district where one is named, and of one criterion', async () => {
    await decided(chaoyang, inflow(250_000));
    await decided(haidian, inflow(250_000), { criterion: 'two-card-knowledge' });
    const of = async (over: object) => (await similar(haidian, inflow(250_000), over)).items.map(({ district }) => district);
    expect(await of({})).toEqual(['chaoyang']);
    expect(await of({ district: 'all' })).toEqual(['chaoyang']);
    expect(await of({ district: 'haidian' })).toEqual([]);
    expect(await of({ criterion: 'two-card-knowledge' })).toEqual(['haidian']);
    expect((await similar(haidian, inflow(1), { district: 'haidian' })).districts).toHaveLength(1);
  });

  test('come page by page, each once, also where decisions are recorded between two pages', async () => {
    for (const sum of [250_000, 251_000, 252_000, 300_000, 400_000]) await decided(chaoyang, inflow(sum));
    const first = await similar(haidian, inflow(250_000), { limit: 2 });
    await decided(chaoyang, inflow(250_000));
    const second = await similar(haidian, inflow(250_000), { limit: 2, cursor: first.next });
    const third = await similar(haidian, inflow(250_000), { limit: 2, cursor: second.next });
    const shown = [...first.items, ...second.items, ...third.items].map(({ facts }) => facts['one-way-inflow']);
    expect(shown).toEqual([250_000, 251_000, 252_000, 300_000, 400_000].map(yuan));
    expect(third.next).toBeUndefined();
    const stolen = await ask(chaoyang, { facts: inflow(250_000), cursor: first.next });
    const other = await ask(haidian, { facts: inflow(250_001), cursor: first.next });
    for (const refused of [stolen, other]) expect(refused).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
  });

  test('are compared in so many that are next, and each district says whether it has more', async () => {
    for (let n = 0; n < 60; n += 1) await decided(chaoyang, inflow(200_000 + n * 1_000));
    const page = await similar(haidian, inflow(229_500), { limit: 100 });
    expect(page).toMatchObject({ compared: 50 });
    expect(page.items).toHaveLength(50);
    expect(page.districts.find(({ district }) => district === 'chaoyang')).toMatchObject({ more: true });
    expect(page.districts.find(({ district }) => district === 'haidian')).toMatchObject({ more: false, near: 0 });
    expect((await similar(haidian, inflow(229_500), { district: 'chaoyang' })).compared).toBe(60);
  });

  test('of the very sum of a threshold are those about accounts of the same holder, however many others there are', async () => {
    const facts = { ...inflow(200_000), 'account-owner': 'own' };
    await decided(chaoyang, facts);
    for (let n = 0; n < 30; n += 1) await decided(chaoyang, { ...facts, 'account-owner': n % 2 === 0 ? 'others' : 'company' });
    expect((await similar(haidian, facts)).items[0]).toMatchObject({ distance: 0, facts });
  });

  test('are found by a count where no sum is known, and without either', async () => {
    await decided(chaoyang, { 'phone-card-count': 20 });
    await decided(chaoyang, { juvenile: true });
    await decided(chaoyang, inflow(1));
    expect((await similar(haidian, { 'phone-card-count': 21 })).items[0]).toMatchObject({ facts: { 'phone-card-count': 20 } });
    expect((await similar(haidian, { juvenile: true })).items[0]).toMatchObject({ distance: 0, facts: { juvenile: true } });
  });

  test('need facts that the measures know, in the body', async () => {
    expect((await ask(haidian, { facts: {} })).body).toMatchObject({ code: 'INPUT_INVALID', errors: [{ path: '/facts' }] });
    expect((await ask(haidian, { facts: { shoes: 1 } })).body).toMatchObject({ code: 'MEASURE_UNKNOWN' });
    expect((await ask(haidian, { facts: { juvenile: 1 } })).body).toMatchObject({ code: 'FACT_UNFIT' });
    expect((await ask(haidian, { facts: inflow(1), district: 'paris' })).body).toMatchObject({ code: 'INPUT_INVALID' });
    expect((await api.call(haidian, 'GET', path, { query: { facts: '{}' } })).status).not.toBe(200);
  });

  test('are asked for without a record and without a trace in the log', async () => {
    await decided(chaoyang, inflow(250_000));
    const before = api.journal.written.length;
    await similar(haidian, inflow(250_000));
    expect(api.journal.written).toHaveLength(before);
    expect(api.logged.join()).not.toContain(String(yuan(250_000)));
  });
});

test('as long as all decisions are compared, the list is theirs by distance', async () => {
  const points = pointsNow(context());
  const sum = fc.integer({ min: 0, max: 2_000_000 });
  const case_ = fc.record(
    { sum, owner: fc.constantFrom('own', 'others', 'company'), price: fc.boolean(), settled: fc.boolean() },
    { requiredKeys: ['sum', 'settled'] },
  );
  const factsOf = ({
    sum: amount,
    owner,
    price,
    settled,
  }: {
    sum: number;
    owner?: string;
    price?: boolean;
    settled: boolean;
  }) => ({
    [settled ? 'settlement' : 'one-way-inflow']: yuan(amount),
    ...(owner === undefined ? {} : { 'account-owner': owner }),
    ...(price === undefined ? {} : { 'abnormal-price': price }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(case_, { maxLength: 25 }), case_, async (cases, asked) => {
      api = createTestApi();
      for (const [at, one] of cases.entries()) await decided(at % 2 === 0 ? haidian : chaoyang, factsOf(one));
      const facts = factsOf(asked);
      const { items } = await similar(cityProsecutor, facts, { limit: 100 });
      const distances = cases.map((one) => compareFacts(facts, factsOf(one), points).distance);
      expect(items.map(({ distance }) => distance)).toEqual(distances.toSorted((a, b) => a - b));
    }),
    { numRuns: 20 },
  );
});
