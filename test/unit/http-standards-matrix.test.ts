import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { type District, districts } from '../../shared/kernel/context.ts';
import { matrixRow } from '../../shared/standards/standard/matrix.ts';
import { recordStandard } from '../../shared/standards/standard/record-standard.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { context } from '../support/samples.ts';
import { administrator, condition, prosecutorOf, recordInput, recordSeed, yuan } from '../support/standard-samples.ts';

let api: TestApi;
beforeEach(async () => {
  api = createTestApi();
  await recordSeed(api);
});

const facts = { 'one-way-inflow': yuan(250_000), 'account-owner': 'own', 'traced-to-fraud': yuan(3_000) } as const;
const criterion = 'two-card-amount';

test('before there was any standard the matrix has no cells, and every district is without', async () => {
  const ask = async (query: Record<string, string>) =>
    (await api.call(prosecutorOf('haidian'), 'GET', '/v1/standards/matrix', { query: { asOf: '2001-01-01', ...query } })).body;
  expect(await ask({})).toEqual({ asOf: '2001-01-01', rows: [] });
  expect(await ask({ criterion })).toMatchObject({ rows: [{ criterion, cells: [], divergences: [], without: districts }] });
});

test('the day in question is `asOf`, as in the list; `date` is the older name, and never both', async () => {
  const ask = async (days: object) =>
    (await api.call(administrator, 'POST', '/v1/standards/evaluate', { body: { criterion, facts, ...days } })).body;
  const [asOf, date] = [await ask({ asOf: '2022-06-01' }), await ask({ date: '2022-06-01' })];
  expect(asOf).toMatchObject({ asOf: '2022-06-01' });
  expect(date).toEqual(asOf);
  expect(await ask({})).toMatchObject({ code: 'INPUT_INVALID', errors: [{ path: '/asOf', rule: 'is required' }] });
  expect(await ask({ asOf: '2022-06-01', date: '2022-06-01' })).toMatchObject({
    code: 'INPUT_INVALID',
    errors: [{ path: '/date', rule: 'must not stand beside `asOf`, whose older name it is' }],
  });
});

test('thresholds of different measures alone are no divergence of thresholds', () => {
  const cell = (place: District, over: object = {}) => {
    const { facts } = recordStandard(undefined, recordInput({ place, ...over }), context());
    const standard = facts.flatMap((fact) => (fact.type === 'standard.recorded' ? [fact.data] : []))[0];
    if (standard === undefined) throw new Error('nothing was recorded');
    return { standard, belief: { standardId: standard.standardId, effectiveFrom: '2021-01-01', believedFrom: '' } };
  };
  const settlement = {
    measure: 'settlement',
    threshold: yuan(200_000),
    minimumTracedFen: undefined,
    amount: condition('settlement', 'gte', yuan(200_000)),
  };
  const row = matrixRow(criterion, [cell('haidian'), cell('chaoyang'), cell('fengtai', settlement)]);
  expect(row.divergences.map(({ field }) => field)).toEqual(['measure', 'minimumTracedFen', 'amount']);
  expect(row.cells.find(({ standard }) => standard.place === 'fengtai')?.diverges).toContain('measure');
});

test('without the traced amount eleven of the sixteen districts cannot tell; the national reading of 2019 cannot for another reason', async () => {
  const { 'traced-to-fraud': _, ...untraced } = facts;
  const body = { criterion, facts: untraced, asOf: '2022-06-01' };
  const reply = await api.call(administrator, 'POST', '/v1/standards/evaluate', { body });
  const Result = z.looseObject({ place: z.string(), outcome: z.string(), missing: z.array(z.string()) });
  const { results } = z.looseObject({ results: z.array(Result) }).parse(reply.body);
  const unsure = results.filter(({ outcome }) => outcome === 'cannot-tell');
  expect(unsure.filter(({ missing }) => missing.includes('traced-to-fraud'))).toHaveLength(11);
  expect(unsure.filter(({ missing }) => !missing.includes('traced-to-fraud')).map(({ place }) => place)).toEqual([
    'national:interpretation-2019',
  ]);
});

test('a history is read page by page, each belief once, despite new records meanwhile', async () => {
  const place = 'daxing';
  const Page = z.looseObject({ items: z.array(z.looseObject({ effectiveFrom: z.string() })), next: z.string().optional() });
  const page = async (cursor?: string) => {
    const query = { criterion, place, limit: '2', ...(cursor === undefined ? {} : { cursor }) };
    return Page.parse((await api.call(administrator, 'GET', '/v1/standards/history', { query })).body);
  };
  const replace = async (standardId: string, effectiveFrom: string) => {
    const body = recordInput({ place, effectiveFrom, replaces: standardId });
    const reply = await api.call(administrator, 'POST', '/v1/standards', { body });
    expect(reply.status, reply.text).toBe(201);
    return String(reply.body['standardId']);
  };
  const [seeded] = (await page()).items;
  let standardId = String(seeded?.['standardId']);
  for (const day of ['2023-01-01', '2024-01-01', '2025-01-01']) standardId = await replace(standardId, day);
  const first = await page();
  await replace(standardId, '2026-01-01');
  const seen = [...first.items];
  for (let { next } = first; next !== undefined; ) {
    const more = await page(next);
    seen.push(...more.items);
    ({ next } = more);
  }
  // each replacement gives one belief up, holds it again with an end, and holds a new one
  expect(seen).toHaveLength(7);
  expect(new Set(seen.map((one) => JSON.stringify([one['standardId'], one['believedFrom'], one['effectiveTo']]))).size).toBe(7);
});
