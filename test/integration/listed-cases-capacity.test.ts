import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { command, listingFacts } from '../support/listing-samples.ts';
import { type MeteredTable, meteredTable } from '../support/metered-table.ts';
import { id, T0 } from '../support/samples.ts';

const FEW = 100;
const MANY = 10_000;
/** As many streams as one append takes. */
const BATCH = 40;

const Page = z.looseObject({ items: z.array(z.looseObject({ neededAt: z.string() })), next: z.string() });

let table: MeteredTable;
let journal: Journal;
let api: TestApi<Journal>;

beforeAll(async () => {
  table = await meteredTable();
  journal = createDynamoJournal(table);
  api = createApiOver(journal);
  api.now = T0;
}, 60_000);

afterAll(async () => {
  await table.stop();
}, 60_000);

/** Listed cases with the numbers from one to the other, due minute by minute. */
async function listCases(from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, to - first) }, (_, at) => first + at);
    const changes = numbers.map((number) => {
      const about = { listedCaseId: id('lst', number), caseId: id('cas', number), decideBy: plus(T0, number * MINUTE) };
      return change(fresh(ListedCases, about.listedCaseId), listingFacts.proposed(about));
    });
    const key = `list-${first}`;
    const asked = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: T0 };
    expect(await journal.append({ command: asked, changes })).toMatchObject({ outcome: 'appended' });
  }
}

/** What the first two pages of a list cost, and when a person must act on their entries. */
async function pages(query: Record<string, string>): Promise<{ readonly units: number; readonly moments: readonly string[] }> {
  table.consumed = 0;
  const read = async (cursor: Record<string, string>) =>
    Page.parse((await api.call(command, 'GET', '/v1/listed-cases', { query: { limit: '20', ...query, ...cursor } })).body);
  const first = await read({});
  const second = await read({ cursor: first.next });
  return { units: table.consumed, moments: [...first.items, ...second.items].map(({ neededAt }) => neededAt) };
}

test('a supervisor’s page costs the same capacity whether there are 100 listed cases or 10,000', {
  timeout: 180_000,
}, async () => {
  await listCases(1, 1 + FEW);
  const few = { city: await pages({}), district: await pages({ district: 'haidian' }) };
  await listCases(1 + FEW, 1 + MANY);
  const many = { city: await pages({}), district: await pages({ district: 'haidian' }) };
  expect(few.city.units).toBeGreaterThan(0);
  expect(many.city.units).toBe(few.city.units);
  expect(many.district.units).toBe(few.district.units);
  expect(many.city.moments).toHaveLength(40);
  expect(many.city.moments).toEqual(many.city.moments.toSorted());
  expect(many.city.moments[0]).toBe(plus(T0, MINUTE));
});
