import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BankResult } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { waitingOutflows } from '../../shared/freezes/trace/hold-outflows.ts';
import { outflow } from '../support/order-samples.ts';
import { account, context, id, minute, plan, policy } from '../support/samples.ts';
import { type TraceCity, traceCity } from '../support/trace-city.ts';

const now = context({ now: minute(5) });
const bound = {
  alarm: policy.amount('trace.max-orders-per-alarm', now.now),
  bank: policy.amount('trace.max-orders-per-bank-hour', now.now),
  order: policy.amount('trace.max-children', now.now),
};
const ROOT = 400_000_000;

/** What a malicious bank says: some code, some balance, and many ways on, to accounts new and old, some at impossible times. */
const said = fc.record({
  code: fc.constantFrom('0000', '1200', '0300', '0301', '1303', '1304'),
  stoppedFen: fc.constantFrom(0, 10_000, ROOT),
  balance: fc.constantFrom(undefined, 0, 10_000, 1_000_000_000_000),
  lines: fc.nat(200),
  amountFen: fc.constantFrom(10_000, 500_000, 4_000_000, ROOT, 1_000_000_000),
  minutes: fc.constantFrom(-9, 0, 2, 4, 5),
  bankId: fc.constantFrom('bank-a', 'bank-b'),
  /** From which account number on; low ones are met again and again. */
  from: fc.constantFrom(0, 100, 300, 700, 1_500),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;
const script = fc.record({
  alarms: fc.integer({ min: 1, max: 8 }),
  /** Which bank answers, in which order, and what. */
  answers: fc.array(fc.record({ who: fc.nat(1_000), said }), { minLength: 1, maxLength: 25 }),
  between: fc.nat(2),
  order: fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }),
});

function resultOf({ code, stoppedFen, balance, lines, amountFen, minutes, bankId, from }: Said): BankResult {
  const executed = code === '0000' || code === '1200';
  const outflows = Array.from({ length: lines }, (_, i) =>
    outflow(from + i, { amountFen, at: minute(minutes), bankId, serial: `${from}-${i}-${amountFen}-${minutes}` }),
  );
  const held = balance === undefined ? stoppedFen : Math.min(balance, stoppedFen);
  return BankResult.parse({
    code,
    outflows,
    ...(executed ? { effectiveAt: minute(4), stoppedFen: held } : {}),
    ...(executed && balance !== undefined ? { balanceBeforeFen: balance } : {}),
  });
}

function play({ alarms, answers, between, order }: typeof script extends fc.Arbitrary<infer T> ? T : never): TraceCity {
  const city = traceCity(now);
  for (let n = 0; n < alarms; n += 1) {
    const concerned = account({ accountNumber: `62220299${n}`, transfer: { amountFen: ROOT, currency: 'CNY', at: minute(-10) } });
    city.open(plan({ orderId: id('ord', n + 1), alertId: id('alt', n + 1), account: concerned, tracedFen: ROOT }));
  }
  let step = 0;
  const pick = () => order[step++ % order.length] ?? 0;
  for (const one of answers) {
    const waiting = [...city.orders.values()].filter(({ answeredAt }) => answeredAt === undefined);
    const next = waiting[one.who % Math.max(1, waiting.length)];
    if (next !== undefined) city.reply(next.orderId, resultOf(one.said));
    city.settle(pick, between);
  }
  city.settle(pick);
  return city;
}

const byTrace = (orders: readonly StopOrder[]) => orders.filter(({ tier }) => tier > 1);

describe('over any script of malicious answers', () => {
  test('orders opened without a person stay within the bounds: of an alarm, of a bank and an hour, of an order', () => {
    fc.assert(
      fc.property(script, (malicious) => {
        const orders = [...play(malicious).orders.values()];
        for (const same of Map.groupBy(byTrace(orders), ({ alertId }) => alertId).values())
          expect(same.length).toBeLessThanOrEqual(bound.alarm);
        for (const answering of Map.groupBy(orders, ({ account: { bankId } }) => bankId).values()) {
          const opened = answering.flatMap(({ edges }) => edges).filter(({ how }) => how === 'opened');
          expect(opened.length).toBeLessThanOrEqual(bound.bank);
        }
        for (const { edges } of orders)
          expect(edges.filter(({ how }) => how === 'opened').length).toBeLessThanOrEqual(bound.order);
      }),
      { numRuns: 60 },
    );
  });

  test('no outflow is lost, and none that contradicts itself is followed', () => {
    fc.assert(
      fc.property(script, (malicious) => {
        for (const order of play(malicious).orders.values()) {
          const seen = new Set(order.edges.map(({ outflow: place }) => place));
          expect(order.outflows.every((_, place) => seen.has(place))).toBe(true);
          const marked = new Set(order.contradictions?.flatMap(({ outflows }) => outflows));
          for (const { outflow: place, to } of order.edges) if (marked.has(place)) expect(to).toBeUndefined();
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a held sum is set aside: it and the sum traced on are never more than came in', () => {
    fc.assert(
      fc.property(script, (malicious) => {
        for (const order of play(malicious).orders.values()) {
          expect(order.edges.reduce((sum, { tracedFen }) => sum + tracedFen, 0)).toBeLessThanOrEqual(order.tracedFen);
          expect(new Set(waitingOutflows(order)).size).toBe(waitingOutflows(order).length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
