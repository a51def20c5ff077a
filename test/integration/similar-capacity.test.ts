import { expect, test } from 'vitest';
import * as z from 'zod';
import { change, fresh } from '../../shared/journal/stream.ts';
import { districts } from '../../shared/kernel/context.ts';
import type { RecordedDecision } from '../../shared/standards/decision/decision-model.ts';
import { RecordedDecisions } from '../../shared/standards/decision/decision-streams.ts';
import { meteredApi } from '../support/metered-api.ts';
import { id, T0 } from '../support/samples.ts';
import { cityProsecutor, prosecutorOf, yuan } from '../support/standard-samples.ts';

const FEW = 1_000;
const MANY = 10_000;
/** As many decisions, each of a state and a fact, as one append takes. */
const BATCH = 40;

const Page = z.looseObject({
  items: z.array(z.looseObject({ distance: z.number() })),
  next: z.string().optional(),
  compared: z.number(),
});

const on = meteredApi(T0);

/** Of every district; a sixth of them at one sum, as where a threshold is, the others below and above. */
function decisionOf(number: number): RecordedDecision {
  const row = Math.floor(number / districts.length);
  const sum = row % 6 === 0 ? 200_000 : 100_000 + ((row * 7_919) % 220_000);
  return {
    ...{
      decisionId: id('dec', number),
      criterion: 'two-card-amount',
      district: districts[number % districts.length] ?? 'haidian',
    },
    facts: { 'one-way-inflow': yuan(sum), 'account-owner': row % 5 === 0 ? 'others' : 'own', 'traced-to-fraud': yuan(3_000) },
    ...{ decision: 'pursued', decidedOn: '2022-06-01', departed: false, recordedAt: T0, recordedBy: 'procuratorate-city' },
  };
}

function record(from: number, to: number): Promise<void> {
  return on.fill({ from, to, atOnce: BATCH, now: T0 }, (number) => {
    const one = decisionOf(number);
    return change(fresh(RecordedDecisions, one.decisionId), { type: 'recorded-decision.recorded', data: one });
  });
}

/** Between those at the threshold and those above. */
const facts = { 'one-way-inflow': yuan(200_000) + 1, 'account-owner': 'own', 'traced-to-fraud': yuan(3_000) };

/** What a page costs, and what it has. */
async function cost(actor: typeof cityProsecutor, over: object = {}) {
  on.table.consumed = 0;
  const body = { criterion: 'two-card-amount', facts, limit: 20, ...over };
  const answer = await on.api.call(actor, 'POST', '/v1/standards/decisions/similar', { body });
  expect(answer.status, answer.text).toBe(200);
  const page = Page.parse(answer.body);
  return { units: on.table.consumed, shown: page.items.length, compared: page.compared, next: page.next };
}

async function costs() {
  const first = await cost(cityProsecutor);
  return {
    first,
    second: await cost(cityProsecutor, { cursor: first.next }),
    district: await cost(prosecutorOf('haidian')),
    threshold: await cost(cityProsecutor, { facts: { ...facts, 'one-way-inflow': yuan(200_000) } }),
    edge: await cost(cityProsecutor, { facts: { ...facts, 'one-way-inflow': yuan(50_000_000) } }),
    one: await cost(cityProsecutor, { district: 'haidian' }),
  };
}

test('a page of similar decisions costs the same capacity whether 1,000 are recorded or 10,000', {
  timeout: 300_000,
}, async () => {
  await record(1, 1 + FEW);
  const few = await costs();
  const units = few.first.units;
  await record(1 + FEW, 1 + MANY);
  const many = await costs();
  for (const which of ['first', 'second', 'district', 'edge', 'threshold'] as const) {
    expect(few[which].shown).toBe(20);
    expect(many[which].shown).toBe(20);
    expect(many[which].units).toBeLessThanOrEqual(units);
  }
  expect(many.first.compared).toBe(16 * 50);
  expect(many.one).toMatchObject({ shown: 20, compared: 200 });
  expect(many.first.units).toBe(units);
  expect(units).toBeLessThan(80);
});
