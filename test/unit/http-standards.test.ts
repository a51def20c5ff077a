import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { districts } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { createRelayBench, createTestPlatform } from '../support/relay-kit.ts';
import {
  administrator,
  cityProsecutor,
  condition,
  content,
  prosecutorOf,
  recordInput,
  recordSeed,
  yuan,
} from '../support/standard-samples.ts';

let api: TestApi;
beforeEach(() => {
  api = createTestApi();
});

const Result = z.looseObject({
  place: z.string(),
  outcome: z.string(),
  missing: z.array(z.string()),
  reasons: z.array(z.looseObject({ at: z.string(), condition: z.looseObject({ measure: z.string(), source: z.string() }) })),
});
const Results = z.looseObject({ results: z.array(Result), without: z.array(z.unknown()) });

const facts = { 'one-way-inflow': yuan(250_000), 'account-owner': 'own', 'traced-to-fraud': yuan(3_000) } as const;
const criterion = 'two-card-amount';

async function evaluate(body: object) {
  const reply = await api.call(prosecutorOf('haidian'), 'POST', '/v1/standards/evaluate', { body: { criterion, ...body } });
  expect(reply.status, reply.text).toBe(200);
  const { results } = Results.parse(reply.body);
  return (place: string) => {
    const found = results.find((result) => result.place === place);
    if (found === undefined) throw new Error(`nothing of ${place}`);
    return found;
  };
}

async function record(body: object, status = 201) {
  const reply = await api.call(administrator, 'POST', '/v1/standards', { body });
  expect(reply.status, reply.text).toBe(status);
  return reply.body;
}

describe('a flow of 250,000 yuan on an own card, 3,000 traced, on 2022-06-01 has an outcome in each district', () => {
  beforeEach(() => recordSeed(api));

  test('chaoyang would pursue it; haidian and the national reading of the 2022 minutes would not', async () => {
    const of = await evaluate({ facts, asOf: '2022-06-01' });
    expect(of('chaoyang').outcome).toBe('yes');
    expect(of('haidian').outcome).toBe('no');
    expect(of('national:minutes-2022').outcome).toBe('no');
  });

  test('the deciding condition is named, with its source and what it was compared with', async () => {
    const of = await evaluate({ facts, asOf: '2022-06-01' });
    expect(of('national:minutes-2022').reasons).toEqual([
      {
        at: '/amount/all/1',
        condition: expect.objectContaining({ measure: 'one-way-inflow', op: 'gte', value: yuan(300_000), grade: 'C' }),
        outcome: 'no',
        given: yuan(250_000),
        missing: [],
      },
    ]);
    expect(of('chaoyang').reasons.map(({ condition: { measure } }) => measure)).toEqual(['one-way-inflow', 'traced-to-fraud']);
  });

  test('without the traced amount it cannot be told where that matters, and only there', async () => {
    const { 'traced-to-fraud': _, ...without } = facts;
    const of = await evaluate({ facts: without, asOf: '2022-06-01' });
    expect(of('chaoyang')).toMatchObject({ outcome: 'cannot-tell', missing: ['traced-to-fraud'] });
    expect(of('haidian').outcome).toBe('no');
    expect(of('national:minutes-2022').outcome).toBe('no');
  });

  test('the interpretation of 2019 measures something else, so it cannot be told from a flow', async () => {
    const of = await evaluate({ facts, asOf: '2022-06-01' });
    expect(of('national:interpretation-2019').outcome).toBe('cannot-tell');
    expect(of('national:interpretation-2019').missing).toContain('settlement');
  });

  test('the minutes hold until the opinion of 2025 takes their place', async () => {
    const theDayBefore = await evaluate({ facts, asOf: '2025-07-27' });
    expect(() => theDayBefore('national:opinion-2025')).toThrow();
    const fromThenOn = await evaluate({
      facts: { ...facts, 'account-count': 3, 'one-way-inflow': yuan(300_001) },
      asOf: '2025-07-28',
    });
    expect(fromThenOn('national:opinion-2025').outcome).toBe('yes');
    expect(() => fromThenOn('national:minutes-2022')).toThrow();
  });

  test('the matrix sets the districts side by side and marks where they differ', async () => {
    const reply = await api.call(prosecutorOf('haidian'), 'GET', '/v1/standards/matrix', {
      query: { criterion, asOf: '2022-06-01' },
    });
    const { rows } = z
      .looseObject({
        rows: z.array(
          z.looseObject({
            cells: z.array(z.looseObject({ place: z.string(), diverges: z.array(z.string()) })),
            divergences: z.array(
              z.looseObject({
                field: z.string(),
                amongDistricts: z.boolean(),
                groups: z.array(z.looseObject({ places: z.array(z.string()) })),
              }),
            ),
            without: z.array(z.string()),
          }),
        ),
      })
      .parse(reply.body);
    const [row] = rows;
    expect(rows).toHaveLength(1);
    expect(row?.without).toEqual([]);
    const threshold = row?.divergences.find(({ field }) => field === 'threshold');
    expect(threshold).toMatchObject({
      amongDistricts: true,
      groups: [
        { measure: 'one-way-inflow', value: yuan(200_000) },
        { measure: 'one-way-inflow', value: yuan(300_000) },
        // the same number as that of eleven districts, of another thing
        { measure: 'settlement', value: yuan(200_000), places: ['national:interpretation-2019'] },
      ],
    });
    expect(threshold?.groups[0]?.places).toHaveLength(11);
    expect(threshold?.groups[1]?.places.filter((place) => !place.startsWith('national'))).toEqual(
      expect.arrayContaining(['haidian', 'changping', 'miyun', 'pinggu', 'yanqing']),
    );
    const diverging = row?.cells.filter(({ diverges }) => diverges.includes('threshold')).map(({ place }) => place);
    expect(diverging?.toSorted()).toEqual(['changping', 'haidian', 'miyun', 'national:minutes-2022', 'pinggu', 'yanqing']);
    const unlike = row?.cells.find(({ place }) => place === 'national:interpretation-2019');
    expect(unlike?.diverges).toContain('measure');
    expect(unlike?.diverges).not.toContain('threshold');
    expect(row?.divergences.find(({ field }) => field === 'measure')).toMatchObject({ amongDistricts: false });
  });

  test('the list is of the standards in force, page by page', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { criterion, asOf: '2022-06-01', limit: '7', ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await api.call(prosecutorOf('haidian'), 'GET', '/v1/standards', { query });
      const page = z
        .looseObject({ items: z.array(z.looseObject({ place: z.string() })), next: z.string().optional() })
        .parse(body);
      seen.push(...page.items.map(({ place }) => place));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual([...districts, 'national:interpretation-2019', 'national:minutes-2022'].toSorted());
  });
});

describe('what is refused, and changes nothing', () => {
  const cases = {
    'a rule over an unknown measure': ['MEASURE_UNKNOWN', { amount: condition('luck', 'gte', 1) }],
    'a headline of an unknown measure': ['MEASURE_UNKNOWN', { measure: 'luck' }],
    'a negative threshold': ['THRESHOLD_NEGATIVE', { threshold: -1 }],
    'a negative threshold in a rule': ['THRESHOLD_NEGATIVE', { amount: { all: [condition('one-way-inflow', 'gte', -5)] } }],
    'a threshold that is no whole number': ['THRESHOLD_NOT_INTEGER', { threshold: 0.5 }],
    'a threshold in a rule that is no whole number': [
      'THRESHOLD_NOT_INTEGER',
      { amount: { not: condition('one-way-inflow', 'lt', 1.5) } },
    ],
    'a negative minimum': ['THRESHOLD_NEGATIVE', { minimumTracedFen: -300_000 }],
    'an order among words': ['OPERATOR_UNFIT', { knowledge: condition('account-owner', 'gte', 'own') }],
    'a word that the measure does not have': ['OPERATOR_UNFIT', { knowledge: condition('account-owner', 'eq', 'nobody') }],
    'a list for an operator that takes one value': ['OPERATOR_UNFIT', { knowledge: condition('account-count', 'gte', [1, 2]) }],
    'a headline that the rule does not bear out': ['HEADLINE_NOT_IN_RULE', { threshold: yuan(310_000) }],
    'a last day before the first': ['PERIOD_INVALID', { effectiveTo: '2020-12-31' }],
    'a replaced standard that is none': ['STANDARD_NOT_CURRENT', { replaces: 'std_01KAQ3NPZ8Y5T1W2R3Q4M5N6P7' }],
    'no test at all': ['INPUT_INVALID', { amount: undefined }],
    'a rule with neither condition nor combination': ['INPUT_INVALID', { amount: {} }],
    'a place that is none': ['INPUT_INVALID', { place: 'nanjing' }],
  } as const;

  test.each(Object.entries(cases))('%s', async (_, [code, over]) => {
    await api.ready;
    const before = api.journal.written.length;
    const reply = await api.call(administrator, 'POST', '/v1/standards', { body: recordInput({ ...(over as object) }) });
    expect(reply.body).toMatchObject({ code });
    expect(reply.status).toBe(code === 'STANDARD_NOT_CURRENT' ? 409 : 400);
    expect(api.journal.written).toHaveLength(before);
  });

  test('days that overlap for the same district and criterion; other districts, criteria and days are free', async () => {
    const first = await record(recordInput({ effectiveFrom: '2021-01-01', effectiveTo: '2022-12-31' }));
    for (const period of [
      { effectiveFrom: '2022-12-31' },
      { effectiveFrom: '2020-01-01', effectiveTo: '2021-01-01' },
      { effectiveFrom: '2021-06-01', effectiveTo: '2021-06-01' },
      { effectiveFrom: '2020-01-01' },
    ]) {
      const refused = await record(recordInput(period), 409);
      expect(refused).toMatchObject({ code: 'STANDARD_OVERLAP', standards: [first['standardId']] });
    }
    await record(recordInput({ effectiveFrom: '2023-01-01' }));
    await record(recordInput({ effectiveFrom: '2020-01-01', effectiveTo: '2020-12-31' }));
    await record(recordInput({ place: 'chaoyang' }));
    await record(recordInput({ criterion: 'fraud-app-building' }));
  });

  test('facts over an unknown measure, or with a value it cannot have', async () => {
    const ask = async (given: object) =>
      (await api.call(administrator, 'POST', '/v1/standards/evaluate', { body: { facts: given, asOf: '2022-06-01' } })).body;
    expect(await ask({ luck: 1 })).toMatchObject({ code: 'MEASURE_UNKNOWN', errors: [{ path: '/facts' }] });
    for (const value of [-1, 0.5, true, 'much']) {
      expect(await ask({ settlement: value })).toMatchObject({ code: 'FACT_UNFIT', errors: [{ path: '/facts/settlement' }] });
    }
    expect(await ask({ juvenile: 1 })).toMatchObject({ code: 'FACT_UNFIT' });
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      expect(await ask({ [name]: 1 })).toMatchObject({ code: 'MEASURE_UNKNOWN' });
    const text = '{"asOf": "2022-06-01", "facts": {"__proto__": 1}}';
    expect((await api.call(administrator, 'POST', '/v1/standards/evaluate', { text })).body).toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  test('a rule with more conditions than a person can read', async () => {
    const many = { any: Array.from({ length: 65 }, (_, count) => condition('account-count', 'gte', count)) };
    const reply = await api.call(administrator, 'POST', '/v1/standards', {
      body: recordInput({ amount: many, threshold: 1, measure: 'account-count' }),
    });
    expect(reply.body).toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('history', () => {
  const listed = async (query: Record<string, string>) => {
    const { body } = await api.call(administrator, 'GET', '/v1/standards', { query: { criterion, ...query } });
    return z
      .looseObject({ items: z.array(z.looseObject({ threshold: z.number() })) })
      .parse(body)
      .items.map(({ threshold }) => threshold);
  };

  test('says what we believed on day X about day Y', async () => {
    api.now = '2026-01-10T02:00:00.000Z';
    const first = await record(recordInput({ effectiveFrom: '2021-01-01' }, 300_000));
    // found out later: 200,000 since 2024
    api.now = '2026-03-10T02:00:00.000Z';
    await record(recordInput({ effectiveFrom: '2024-01-01', replaces: String(first['standardId']) }, 200_000));
    api.now = '2026-05-01T02:00:00.000Z';
    expect(await listed({ asOf: '2025-01-01' })).toEqual([yuan(200_000)]);
    expect(await listed({ asOf: '2025-01-01', believedOn: '2026-02-01' })).toEqual([yuan(300_000)]);
    expect(await listed({ asOf: '2025-01-01', believedOn: '2026-01-09' })).toEqual([]);
    expect(await listed({ asOf: '2023-12-31' })).toEqual([yuan(300_000)]);
    expect(await listed({ asOf: '2020-12-31' })).toEqual([]);
  });

  test('a standard recorded by mistake is replaced from its first day on, and what was believed stays on record', async () => {
    api.now = '2026-01-10T02:00:00.000Z';
    const wrong = await record(recordInput({}, 30_000));
    api.now = '2026-01-12T02:00:00.000Z';
    await record(recordInput({ replaces: String(wrong['standardId']) }, 300_000));
    expect(await listed({ asOf: '2022-01-01' })).toEqual([yuan(300_000)]);
    expect(await listed({ asOf: '2022-01-01', believedOn: '2026-01-11' })).toEqual([yuan(30_000)]);
    const query = { criterion, place: 'haidian', limit: '1' };
    const newest = await api.call(administrator, 'GET', '/v1/standards/history', { query });
    expect(newest.body).toMatchObject({ items: [{ threshold: yuan(300_000), believedFrom: '2026-01-12T02:00:00.000Z' }] });
    const next = await api.call(administrator, 'GET', '/v1/standards/history', {
      query: { ...query, cursor: String(newest.body['next']) },
    });
    expect(next.body).toMatchObject({ items: [{ threshold: yuan(30_000), believedUntil: '2026-01-12T02:00:00.000Z' }] });
    expect(next.body).not.toHaveProperty('next');
  });

  test('a standard that was given up is ended, and its days are free after', async () => {
    const { standardId } = await record(recordInput());
    const end = (body: object) => api.call(administrator, 'POST', '/v1/standards/end', { body: { standardId, ...body } });
    expect((await end({ effectiveTo: '2020-01-01', reason: 'r' })).body).toMatchObject({ code: 'PERIOD_INVALID' });
    expect((await end({ effectiveTo: '2023-06-30', reason: 'r' })).body).toMatchObject({ effectiveTo: '2023-06-30' });
    await record(recordInput({ effectiveFrom: '2023-07-01' }));
    expect((await end({ effectiveTo: '2023-12-31', reason: 'r' })).body).toMatchObject({ code: 'STANDARD_OVERLAP' });
    expect((await api.call(administrator, 'GET', `/v1/standards/${standardId}`)).body).toMatchObject({
      effectiveTo: '2023-06-30',
    });
  });
});

describe('recorded decisions', () => {
  const decide = (decision: 'pursued' | 'not-pursued', over: object = {}) =>
    api.call(prosecutorOf('haidian'), 'POST', '/v1/standards/decisions', {
      body: { criterion, district: 'haidian', facts, decision, decidedOn: '2022-06-01', departureReason: 'r', ...over },
    });

  test('a decision that contradicts the standard in force departs from it, and says why', async () => {
    await record(recordInput());
    const reply = await decide('pursued');
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ outcome: 'no', departed: true, reasons: [{ condition: { measure: 'one-way-inflow' } }] });
    const audit = await api.journal.facts(`recorded-decision#${reply.body['decisionId']}`, { limit: 10 });
    expect(audit.facts.map(({ type }) => type)).toEqual(['recorded-decision.recorded', 'recorded-decision.departed']);
  });

  test('the departure is told once to the procuratorates of the district and the city, even if the stream repeats it', async () => {
    await record(recordInput());
    const { body } = await decide('pursued');
    const bench = createRelayBench({ ...createTestPlatform(), journal: api.journal });
    await bench.drain();
    await bench.replay();
    const subject = { kind: 'recorded-decision', id: body['decisionId'] };
    for (const reader of [prosecutorOf('haidian'), cityProsecutor]) {
      const inbox = await api.call(reader, 'GET', '/v1/inbox');
      expect(inbox.body).toMatchObject({ items: [{ what: 'recorded-decision.departed', subject }] });
    }
    expect((await api.call(prosecutorOf('chaoyang'), 'GET', '/v1/inbox')).body).toEqual({ items: [] });
  });

  test('a decision that follows the standard, or for which it cannot be told, does not depart', async () => {
    await record(recordInput());
    expect((await decide('not-pursued')).body).toMatchObject({ outcome: 'no', departed: false });
    expect((await decide('pursued', { facts: { 'traced-to-fraud': yuan(5_000) } })).body).toMatchObject({
      outcome: 'cannot-tell',
      departed: false,
    });
  });

  test('without a standard on that day there is nothing to depart from', async () => {
    await record(recordInput());
    const { body } = await decide('pursued', { decidedOn: '2020-06-01' });
    expect(body).toMatchObject({ departed: false });
    expect(body).not.toHaveProperty('standardId');
  });

  test('they are listed by district and month, and kept from other districts', async () => {
    await record(recordInput());
    const { body } = await decide('pursued');
    await decide('pursued', { decidedOn: '2022-07-01' });
    const list = await api.call(prosecutorOf('haidian'), 'GET', '/v1/standards/decisions', { query: { month: '2022-06' } });
    expect(list.body).toMatchObject({ items: [{ decisionId: body['decisionId'], departed: true }] });
    const path = `/v1/standards/decisions/${body['decisionId']}`;
    expect((await api.call(prosecutorOf('haidian'), 'GET', path)).status).toBe(200);
    expect((await api.call(prosecutorOf('chaoyang'), 'GET', path)).status).toBe(404);
    const query = { month: '2022-06', district: 'haidian' };
    expect((await api.call(prosecutorOf('chaoyang'), 'GET', '/v1/standards/decisions', { query })).status).toBe(403);
  });

  test('a decision of tomorrow is refused, and one of an impossible day', async () => {
    expect((await decide('pursued', { decidedOn: '2026-11-23' })).body).toMatchObject({
      code: 'TIME_IN_FUTURE',
      errors: [{ path: '/decidedOn' }],
    });
    const tell = async (decidedOn: unknown) => (await decide('pursued', { decidedOn })).body;
    for (const [decidedOn, rule] of [
      ['0001-01-01', 'must lie in the years 2000 to 2099'],
      ['2100-01-01', 'must lie in the years 2000 to 2099'],
      ['2022-02-30', 'must be a date as YYYY-MM-DD'],
      [undefined, 'is required'],
    ]) {
      expect(await tell(decidedOn)).toMatchObject({ code: 'INPUT_INVALID', errors: [{ path: '/decidedOn', rule }] });
    }
  });
});

test('the same record under the same key is made once', async () => {
  const headers = { 'idempotency-key': 'k-1' };
  const first = await api.call(administrator, 'POST', '/v1/standards', { body: recordInput(), headers });
  const again = await api.call(administrator, 'POST', '/v1/standards', { body: recordInput(), headers });
  expect(again.body).toEqual(first.body);
  expect(again.headers['idempotency-replayed']).toBe('true');
});

test('a caller who may compare may read which measures there are', async () => {
  const { body } = await api.call(prosecutorOf('haidian'), 'GET', '/v1/standards/measures');
  expect(body['measures']).toContainEqual({
    measure: 'account-owner',
    kind: 'one-of',
    values: ['own', 'others', 'company'],
    operators: ['eq', 'in'],
    zh: '账户归属',
    means: expect.any(String),
  });
  expect(body['measures']).toContainEqual(expect.objectContaining({ measure: 'juvenile', kind: 'yes-no', operators: ['eq'] }));
});

test('knowledge and consequences are tests of their own', async () => {
  const extra = {
    knowledge: condition('warned-by-authority', 'eq', true),
    consequences: condition('assisted-count', 'gte', 3),
    exceptions: [{ name: 'juveniles', when: condition('juvenile', 'eq', true) }],
  };
  await record(recordInput(extra));
  const all = { ...facts, 'warned-by-authority': true, 'assisted-count': 3, juvenile: false };
  expect((await evaluate({ facts: all, asOf: '2022-06-01' }))('haidian').outcome).toBe('yes');
  expect((await evaluate({ facts: { ...all, juvenile: true }, asOf: '2022-06-01' }))('haidian')).toMatchObject({
    outcome: 'no',
    reasons: [{ at: '/exceptions/0/when' }],
  });
  const { juvenile: _, ...unknownAge } = all;
  expect((await evaluate({ facts: unknownAge, asOf: '2022-06-01' }))('haidian')).toMatchObject({
    outcome: 'cannot-tell',
    missing: ['juvenile'],
  });
  expect((await evaluate({ facts: { ...all, 'assisted-count': 2 }, asOf: '2022-06-01' }))('haidian').outcome).toBe('no');
  expect(content(1).exceptions).toEqual([]);
});
