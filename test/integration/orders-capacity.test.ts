import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { city, haidian } from '../support/case-samples.ts';
import { type MeteredTable, meteredTable } from '../support/metered-table.ts';
import { id, orderFacts, T0 } from '../support/samples.ts';

const FEW = 100;
const MANY = 3_000;
/** As many streams of three items as one append takes. */
const BATCH = 30;

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

/** Orders with the numbers from one to the other, sent back by their banks, due minute by minute. */
async function returnOrders(from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, to - first) }, (_, at) => first + at);
    const changes = numbers.map((number) => {
      const orderId = id('ord', number);
      const dueAt = plus(T0, number * MINUTE);
      return change(fresh(StopOrders, orderId), orderFacts.requested({ orderId, dueAt }), orderFacts.returned());
    });
    const key = `return-${first}`;
    const asked = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: T0 };
    expect(await journal.append({ command: asked, changes })).toMatchObject({ outcome: 'appended' });
  }
}

/** What the first two pages cost, and the moments of their entries. */
async function pages(actor: typeof city, query: Record<string, string> = {}) {
  table.consumed = 0;
  const read = async (cursor: Record<string, string>) =>
    Page.parse((await api.call(actor, 'GET', '/v1/orders', { query: { limit: '20', ...query, ...cursor } })).body);
  const first = await read({});
  const second = await read({ cursor: first.next });
  return { units: table.consumed, moments: [...first.items, ...second.items].map(({ neededAt }) => neededAt) };
}

test('a page of the orders that need an eye costs the same capacity whether there are 100 or 3,000', {
  timeout: 180_000,
}, async () => {
  const all = async () => ({
    own: await pages(haidian),
    city: await pages(city),
    some: await pages(haidian, { mark: 'returned' }),
  });
  await returnOrders(1, 1 + FEW);
  const few = await all();
  await returnOrders(1 + FEW, 1 + MANY);
  const many = await all();
  expect(few.own.units).toBeGreaterThan(0);
  expect([many.own.units, many.city.units]).toEqual([few.own.units, few.city.units]);
  // of a filtered page the index is read a hundred cards at a time
  expect(many.some.units).toBeLessThanOrEqual(few.some.units + 20);
  expect(many.own.moments).toHaveLength(40);
  expect(many.own.moments).toEqual(many.own.moments.toSorted());
  expect(many.own.moments[0]).toBe(plus(T0, MINUTE));
});
