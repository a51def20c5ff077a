import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { type MeteredTable, meteredTable } from '../support/metered-table.ts';
import { bankClerk, id, orderFacts, T0 } from '../support/samples.ts';

const FEW = 100;
const MANY = 4_000;
/** As many orders as one append has room for: a state and three facts each. */
const BATCH = 24;

const Page = z.looseObject({ items: z.array(z.looseObject({ at: z.string() })), next: z.string() });

let table: MeteredTable;
let journal: Journal;
let api: TestApi<Journal>;

beforeAll(async () => {
  table = await meteredTable();
  journal = createDynamoJournal(table);
  api = createApiOver(journal);
  api.now = plus(T0, (MANY + 1) * MINUTE);
}, 60_000);

afterAll(async () => {
  await table.stop();
}, 60_000);

/** Orders that were pushed and arrived, with the numbers from one to the other, minute by minute. */
async function push(from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    const now = plus(T0, first * MINUTE);
    const numbers = Array.from({ length: Math.min(BATCH, to - first) }, (_, at) => first + at);
    const changes = numbers.map((number) => {
      const orderId = id('ord', number);
      const delivered = { type: 'order.delivered', data: { at: now, instruction: 'stop' } } as const;
      return change(fresh(StopOrders, orderId), orderFacts.requested({ orderId }), orderFacts.sent(), delivered);
    });
    const key = `push-${first}`;
    const command = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now };
    expect(await journal.append({ command, changes })).toMatchObject({ outcome: 'appended' });
  }
}

/** What the first two pages of the log cost, and when their lines are of. */
async function pages(query: Record<string, string>): Promise<{ readonly units: number; readonly moments: readonly string[] }> {
  table.consumed = 0;
  const read = async (cursor: Record<string, string>) =>
    Page.parse((await api.call(bankClerk, 'GET', '/v1/bank/deliveries', { query: { limit: '20', ...query, ...cursor } })).body);
  const first = await read({});
  const second = await read({ cursor: first.next });
  return { units: table.consumed, moments: [...first.items, ...second.items].map(({ at }) => at) };
}

test('a page of a bank’s log costs the same capacity whether 100 orders were pushed to it or 4,000', {
  timeout: 180_000,
}, async () => {
  const middle = { from: plus(T0, 10 * MINUTE), to: plus(T0, 60 * MINUTE) };
  await push(1, 1 + FEW);
  const few = { newest: await pages({}), middle: await pages(middle) };
  await push(1 + FEW, 1 + MANY);
  const many = { newest: await pages({}), middle: await pages(middle) };
  expect(few.newest.units).toBeGreaterThan(0);
  expect(many.newest.units).toBe(few.newest.units);
  expect(many.middle).toEqual(few.middle);
  expect(many.newest.moments).toHaveLength(40);
  expect(many.newest.moments).toEqual(many.newest.moments.toSorted().toReversed());
});
