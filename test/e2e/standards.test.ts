import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { recordStandards } from '../../local/seed/record-standards.ts';
import { plusDays } from '../../shared/kernel/beijing.ts';
import { districts } from '../../shared/kernel/context.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { content, proposalInput, yuan } from '../support/standard-samples.ts';

let open: TestCity;

beforeAll(async () => {
  open = await openTestCity(1);
  await recordStandards(open.city);
});
afterAll(() => open?.close());

const Results = z.looseObject({ results: z.array(z.looseObject({ place: z.string(), outcome: z.string() })) });
const Impact = z.looseObject({
  runId: z.string(),
  status: z.string(),
  districts: z.array(z.looseObject({ district: z.string(), looked: z.number(), flips: z.number() })),
});
const criterion = 'two-card-amount';
const facts = { 'one-way-inflow': yuan(250_000), 'account-owner': 'own', 'traced-to-fraud': yuan(3_000) };

async function ask<T>(clientId: string, method: 'GET' | 'POST', path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
  const answer = await open.as(clientId).request(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return schema.parse(answer.body);
}

describe('standards in a running city', () => {
  test('the seed has the real divergence, and recording it again changes nothing', async () => {
    await recordStandards(open.city);
    // indexes follow the table within moments
    const results = await eventually(async () => {
      const found = await ask('procuratorate-haidian', 'POST', '/v1/standards/evaluate', Results, {
        criterion,
        facts,
        asOf: '2022-06-01',
      });
      return found.results.length === districts.length + 2 ? found.results : undefined;
    });
    const of = new Map(results.map(({ place, outcome }) => [place, outcome]));
    expect([of.get('chaoyang'), of.get('haidian'), of.get('national:minutes-2022')]).toEqual(['yes', 'no', 'no']);
  });

  test('the workflow counts what a proposal would change, and each flipped case can be named', async () => {
    const Decision = z.looseObject({ decisionId: z.string(), departed: z.boolean() });
    const decision = { criterion, facts, decision: 'pursued', decidedOn: '2022-06-01' };
    const haidian = await ask('procuratorate-haidian', 'POST', '/v1/standards/decisions', Decision, {
      ...decision,
      district: 'haidian',
      departureReason: 'The flow went on for two years.',
    });
    const chaoyang = await ask('procuratorate-chaoyang', 'POST', '/v1/standards/decisions', Decision, {
      ...decision,
      district: 'chaoyang',
    });
    expect([haidian.departed, chaoyang.departed]).toEqual([true, false]);
    await eventually(async () => {
      const Month = z.looseObject({ items: z.array(z.unknown()) });
      const month = await ask('procuratorate-chaoyang', 'GET', '/v1/standards/decisions?month=2022-06', Month);
      return month.items.length === 1 ? true : undefined;
    });
    const effectiveFrom = plusDays(new Date(open.city.clock.now()).toISOString().slice(0, 10), 60);
    const body = proposalInput({ content: content(300_000), districts: ['haidian', 'chaoyang'], effectiveFrom });
    const { proposalId } = await ask(
      'procuratorate-city',
      'POST',
      '/v1/standards/proposals',
      z.looseObject({ proposalId: z.string() }),
      body,
    );
    const path = `/v1/standards/proposals/${proposalId}/impact`;
    const { runId } = await ask('procuratorate-city', 'POST', path, Impact);
    const impact = await eventually(async () => {
      const run = await ask('procuratorate-city', 'GET', `${path}/${runId}`, Impact);
      return run.status === 'done' ? run : undefined;
    });
    expect(impact.districts).toMatchObject([
      { district: 'chaoyang', looked: 1, flips: 1 },
      { district: 'haidian', looked: 1, flips: 0 },
    ]);
    const Flips = z.looseObject({ items: z.array(z.unknown()) });
    const flips = await ask('procuratorate-city', 'GET', `${path}/${runId}/flips?district=chaoyang`, Flips);
    expect(flips.items).toEqual([{ decisionId: chaoyang.decisionId, from: 'yes', to: 'no' }]);
  });
});
