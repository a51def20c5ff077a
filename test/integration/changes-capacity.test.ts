import { expect, test } from 'vitest';
import * as z from 'zod';
import { Alerts } from '../../shared/alerts/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { haidian } from '../support/case-samples.ts';
import { meteredApi } from '../support/metered-api.ts';
import { alert, id, minute, orderFacts } from '../support/samples.ts';

/** As many streams of three items as one append takes. */
const BATCH = 30;

const Changes = z.looseObject({
  changed: z.array(z.looseObject({ id: z.string() })),
  since: z.string(),
  more: z.boolean().optional(),
});

const on = meteredApi();

async function append(key: string, changes: readonly ReturnType<typeof change>[]): Promise<void> {
  const asked = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: on.api.now };
  expect(await on.journal.append({ command: asked, changes, remember: false })).toMatchObject({ outcome: 'appended' });
}

/** An alarm with so many orders. @param number of the alarm, by which its orders' ids differ from those of others */
async function alarmWith(number: number, orders: number): Promise<string> {
  const alertId = id('alt', number);
  await append(`alert-${number}`, [
    change(fresh(Alerts, alertId), { type: 'alert.raised', data: alert({ alertId, reference: `R-${number}` }) }),
  ]);
  const numbers = Array.from({ length: orders }, (_, at) => number * 10_000 + at);
  for (let first = 0; first < orders; first += BATCH) {
    const some = numbers.slice(first, first + BATCH).map((one) => id('ord', one));
    await append(
      `orders-${number}-${first}`,
      some.map((orderId) => change(fresh(StopOrders, orderId), orderFacts.requested({ orderId, alertId }))),
    );
  }
  return alertId;
}

async function ask(of: string, since?: string, wait = 0) {
  on.table.consumed = 0;
  const query = { of, wait: String(wait), ...(since === undefined ? {} : { since }) };
  const { status, body } = await on.api.call(haidian, 'GET', '/v1/changes', { query });
  expect(status).toBe(200);
  return { ...Changes.parse(body), units: on.table.consumed };
}

/** What a turn costs: at rest, with one change, and while all orders have just been opened. */
async function costs(number: number, orders: number) {
  on.api.now = minute(number * 10);
  const alertId = await alarmWith(number, orders);
  const of = `alert:${alertId}`;
  const burst = await ask(of);
  on.api.now = plus(on.api.now, 60 * SECOND);
  const { since } = await ask(of);
  const rest = await ask(of, since, 20);
  const orderId = id('ord', number * 10_000);
  const order = await on.journal.load(StopOrders, orderId);
  await append(`one-${number}`, [change(order, orderFacts.returned())]);
  const one = await ask(of, rest.since, 20);
  expect(one.changed.map((changed) => changed.id)).toEqual([orderId]);
  return { rest: rest.units, one: one.units, burst: burst.units };
}

test('a turn at rest costs the same for 10, 100 and 1,000 orders, and one change costs no more for their number', {
  timeout: 180_000,
}, async () => {
  const ten = await costs(1, 10);
  const hundred = await costs(2, 100);
  const thousand = await costs(3, 1_000);
  expect([hundred.rest, thousand.rest]).toEqual([ten.rest, ten.rest]);
  expect([hundred.one, thousand.one]).toEqual([ten.one, ten.one]);
  // eleven looks of a query each, the alarm, and the seat of the reader who waits
  expect(ten.rest).toBeLessThanOrEqual(10);
  expect(ten.one).toBeLessThanOrEqual(4);
  expect(thousand.burst).toBeLessThanOrEqual(60);
});
