import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountOutflow } from '../../shared/freezes/bank-answer/outflows/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { fenOf } from '../../shared/freezes/transfers.ts';
import { outflow } from '../support/order-samples.ts';
import { account, id, keyOf, minute, plan } from '../support/samples.ts';
import { type TraceCity, traceCity } from '../support/trace-city.ts';

/** Few, so that ways cross, meet and lead back often. */
const ACCOUNTS = 6;
const accountNumber = (n: number) => `62284800${String(n).padStart(8, '0')}`;
const keyOfAccount = (n: number) => keyOf({ bankId: 'bank-b', accountNumber: accountNumber(n) });

/** A transfer between two of the accounts: from, to, fen. Any graph, rings and double edges among them. */
const transfer = fc.record({
  from: fc.nat(ACCOUNTS - 1),
  to: fc.nat(ACCOUNTS - 1),
  amountFen: fc.oneof(fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: 10_000, max: 3_000_000 })),
  minute: fc.integer({ min: -5, max: 3 }),
});
const graph = fc.record({
  /** What the victim paid to the first accounts. */
  roots: fc.array(fc.integer({ min: 10_000, max: 5_000_000 }), { minLength: 1, maxLength: 3 }),
  transfers: fc.array(transfer, { maxLength: 40 }),
  /** In which order banks answer and reactions run. */
  order: fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }),
});

function outflowsOf(
  from: number,
  transfers: readonly { from: number; to: number; amountFen: number; minute: number }[],
): AccountOutflow[] {
  return transfers.flatMap((one, i) =>
    one.from === from
      ? [outflow(i, { accountNumber: accountNumber(one.to), amountFen: one.amountFen, at: minute(one.minute), serial: `T-${i}` })]
      : [],
  );
}

interface Money {
  readonly roots: readonly number[];
  readonly transfers: Parameters<typeof outflowsOf>[1];
  readonly order: readonly number[];
}

/**
 * Plays a whole alert: roots are ordered, banks answer in any order, reactions run in any order.
 * @param between the reactions that run between two answers: by default all of them
 */
function play({ roots, transfers, order }: Money, between?: number): TraceCity {
  const city = traceCity();
  let step = 0;
  const pick = () => order[step++ % order.length] ?? 0;
  roots.forEach((amountFen, n) => {
    const concerned = account({
      bankId: 'bank-b',
      accountNumber: accountNumber(n),
      transfer: { amountFen, currency: 'CNY', at: minute(-10) },
    });
    city.open(plan({ orderId: id('ord', n + 1), account: concerned, tracedFen: amountFen }));
  });
  for (;;) {
    const waiting = [...city.orders.values()].filter(({ answeredAt }) => answeredAt === undefined);
    const next = waiting[pick() % Math.max(1, waiting.length)];
    if (next !== undefined) city.answer(next.orderId, outflowsOf(Number(next.account.accountNumber?.slice(8)), transfers));
    city.settle(pick, next === undefined ? undefined : between);
    if (next === undefined && [...city.orders.values()].every(({ answeredAt }) => answeredAt !== undefined)) return city;
  }
}

const tracedOut = ({ edges }: StopOrder) => edges.reduce((sum, { tracedFen }) => sum + tracedFen, 0);
const runs = { numRuns: 300 };

describe('the trace of any money through any accounts', () => {
  test('comes to an end, and never lets more out of an account than came in', () => {
    fc.assert(
      fc.property(graph, (money) => {
        const city = play(money);
        for (const order of city.orders.values()) expect(tracedOut(order)).toBeLessThanOrEqual(order.tracedFen);
      }),
      runs,
    );
  });

  test('the sum traced into an account is what edges bring there, and what the victim paid', () => {
    fc.assert(
      fc.property(graph, (money) => {
        const city = play(money);
        const all = [...city.orders.values()];
        for (const order of all) {
          const brought = all.flatMap(({ edges }) => edges).filter(({ to }) => to === order.orderId);
          const paid = order.tier === 1 ? fenOf(order.account.transfer) : 0;
          expect(brought.reduce((sum, { tracedFen }) => sum + tracedFen, paid)).toBe(order.tracedFen);
        }
      }),
      runs,
    );
  });

  test('no outflow carries more than it was, and no trace goes in a ring', () => {
    fc.assert(
      fc.property(graph, (money) => {
        const city = play(money);
        for (const order of city.orders.values()) {
          order.outflows.forEach(({ amountFen = 0 }, place) => {
            const carried = order.edges
              .filter(({ outflow: at }) => at === place)
              .reduce((sum, { tracedFen }) => sum + tracedFen, 0);
            expect(carried).toBeLessThanOrEqual(amountFen);
          });
          expect(reachable(city, order.orderId)).not.toContain(order.orderId);
        }
      }),
      runs,
    );
  });

  test('a ring that closes through joins is cut where it closes', () => {
    const transfers = [
      { from: 0, to: 1, amountFen: 1_000_000, minute: 0 },
      { from: 1, to: 2, amountFen: 1_000_000, minute: 0 },
      { from: 2, to: 0, amountFen: 1_000_000, minute: 0 },
    ];
    const city = traceCity();
    for (const n of [0, 1]) {
      const concerned = account({ bankId: 'bank-b', accountNumber: accountNumber(n) });
      city.open(plan({ orderId: id('ord', n + 1), account: concerned, tracedFen: 5_000_000 }));
    }
    // the second account answers first and opens the third; then the first turns out to have paid into the second
    for (const n of [1, 0]) {
      city.answer(id('ord', n + 1), outflowsOf(n, transfers));
      city.settle();
    }
    const third = [...city.orders.values()].find(({ tier }) => tier === 2);
    expect(third?.ancestors).toEqual([id('ord', 2), id('ord', 1)]);
    city.answer(third?.orderId ?? '', outflowsOf(2, transfers));
    city.settle();
    expect(city.orders.get(third?.orderId ?? '')?.edges).toMatchObject([{ how: 'cut', cut: 'cycle' }]);
  });

  test('holds while answers come faster than reactions, and comes to an end even then', () => {
    fc.assert(
      fc.property(graph, fc.nat(2), (money, between) => {
        const city = play(money, between);
        for (const order of city.orders.values()) {
          expect(tracedOut(order)).toBeLessThanOrEqual(order.tracedFen);
          expect(order.tier).toBeLessThanOrEqual(8);
        }
        expect(new Set([...city.orders.values()].map(({ accountKey }) => accountKey)).size).toBe(city.orders.size);
      }),
      runs,
    );
  });

  test('no account is stopped twice for one alert', () => {
    fc.assert(
      fc.property(graph, (money) => {
        const city = play(money);
        const keys = [...city.orders.values()].map(({ accountKey }) => accountKey);
        expect(new Set(keys).size).toBe(keys.length);
        for (const register of city.registers.values()) expect(register.stops).toHaveLength(1);
        expect(keys.every((key) => Array.from({ length: ACCOUNTS }, (_, n) => keyOfAccount(n)).includes(key))).toBe(true);
      }),
      runs,
    );
  });

  test('nothing goes deeper than eight tiers', () => {
    const chain = Array.from({ length: 11 }, (_, n) => ({ from: n, to: n + 1, amountFen: 1_000_000, minute: 0 }));
    const city = play({ roots: [1_000_000], transfers: chain, order: [0] });
    expect([...city.orders.values()].map(({ tier }) => tier)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...city.orders.values()].at(-1)?.edges).toMatchObject([{ cut: 'too-many-tiers' }]);
    fc.assert(
      fc.property(graph, (money) => {
        for (const { tier } of play(money).orders.values()) expect(tier).toBeLessThanOrEqual(8);
      }),
      runs,
    );
  });

  test('no order has more than fifty children, in any rounds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 9_000, max: 60_000 }), { minLength: 45, maxLength: 120 }), (amounts) => {
        const city = traceCity();
        city.open(plan({ orderId: id('ord', 1) }));
        city.answer(
          id('ord', 1),
          amounts.map((amountFen, n) => outflow(n, { amountFen })),
        );
        city.settle();
        const edges = city.orders.get(id('ord', 1))?.edges ?? [];
        const followable = amounts.filter((amountFen) => amountFen >= 10_000).length;
        expect(edges.filter(({ how }) => how === 'opened')).toHaveLength(Math.min(50, followable));
        expect(edges).toHaveLength(amounts.length);
        expect(city.orders.size).toBe(1 + Math.min(50, followable));
      }),
      { numRuns: 25 },
    );
  });
});

/** The orders that money traced out of this one has come to. */
function reachable(city: TraceCity, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const ahead = [from];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    for (const { to, tracedFen } of city.orders.get(next)?.edges ?? []) {
      if (to === undefined || tracedFen === 0 || seen.has(to)) continue;
      seen.add(to);
      ahead.push(to);
    }
  }
  return seen;
}
