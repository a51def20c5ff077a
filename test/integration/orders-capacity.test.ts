import { expect, test } from 'vitest';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { city, haidian } from '../support/case-samples.ts';
import { meteredApi } from '../support/metered-api.ts';
import { id, orderFacts, T0 } from '../support/samples.ts';

const FEW = 100;
const MANY = 3_000;
/** As many streams of three items as one append takes. */
const BATCH = 30;

const on = meteredApi(T0);

/** Orders with the numbers from one to the other, sent back by their banks, due minute by minute. */
function returnOrders(from: number, to: number): Promise<void> {
  return on.fill({ from, to, atOnce: BATCH, now: T0 }, (number) => {
    const orderId = id('ord', number);
    const dueAt = plus(T0, number * MINUTE);
    return change(fresh(StopOrders, orderId), orderFacts.requested({ orderId, dueAt }), orderFacts.returned());
  });
}

/** What the first two pages cost, and the moments of their entries. */
const pages = (actor: Actor, query: Record<string, string> = {}) => on.pages(actor, '/v1/orders', query, 'neededAt');

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
  expect(many.own.members).toHaveLength(40);
  expect(many.own.members).toEqual(many.own.members.toSorted());
  expect(many.own.members[0]).toBe(plus(T0, MINUTE));
});
