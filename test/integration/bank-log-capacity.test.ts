import { expect, test } from 'vitest';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { meteredApi } from '../support/metered-api.ts';
import { bankClerk, id, orderFacts, T0 } from '../support/samples.ts';

const FEW = 100;
const MANY = 4_000;
/** As many orders as one append has room for: a state and three facts each. */
const BATCH = 24;

const on = meteredApi(plus(T0, (MANY + 1) * MINUTE));

/** Orders that were pushed and arrived, with the numbers from one to the other, minute by minute. */
function push(from: number, to: number): Promise<void> {
  const now = (first: number): string => plus(T0, first * MINUTE);
  return on.fill({ from, to, atOnce: BATCH, now }, (number) => {
    const orderId = id('ord', number);
    const delivered = { type: 'order.delivered', data: { at: plus(T0, number * MINUTE), instruction: 'stop' } } as const;
    return change(fresh(StopOrders, orderId), orderFacts.requested({ orderId }), orderFacts.sent(), delivered);
  });
}

/** What the first two pages of the log cost, and when their lines are of. */
const pages = (query: Record<string, string>) => on.pages(bankClerk, '/v1/bank/deliveries', query, 'at');

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
  expect(many.newest.members).toHaveLength(40);
  expect(many.newest.members).toEqual(many.newest.members.toSorted().toReversed());
});
