import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { figuresOf } from '../../shared/freezes/stats/groups.ts';
import { bucketOf, endOfBucket, within } from '../../shared/freezes/stats/spans.ts';
import { type DayStats, StatsOfDay, total } from '../../shared/freezes/stats/stats.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { DAY, SECOND } from '../../shared/kernel/time.ts';
import { stateOf } from '../support/given.ts';
import { tallied, untilFrozen } from '../support/order-samples.ts';
import { hour, id, minute, orderFacts, T0 } from '../support/samples.ts';

/** The figures after everything that happened to an order. */
function figures(...facts: readonly OrderFact[]): DayStats {
  const counted = facts.flatMap((fact, at) => {
    const { id: _, ...data } = tallied(stateOf(StopOrders, ...facts.slice(0, at)), fact) ?? { id: undefined };
    return 'adds' in data
      ? [
          {
            type: 'stats.counted' as const,
            data: { at: T0, ...data, of: { orderId: id('ord', 1), seq: at + 1, on: '2026-11-22' } },
          },
        ]
      : [];
  });
  return stateOf(StatsOfDay, ...counted) ?? total([]);
}

const received = (over = {}): OrderFact => orderFacts.received({ instruction: 'stop', ...over });

describe('the times between the clocks of an order', () => {
  test('are counted each once, with its answer and its freeze', () => {
    const { spans, doubts, histogram } = figures(
      ...[orderFacts.requested(), orderFacts.sent(), received(), orderFacts.stopped()],
      ...untilFrozen.slice(3),
    );
    // requested at minute 1, sent at once, received at minute 2, answered at minute 5, filed at hour 1, frozen at hour 10
    expect(spans).toMatchObject({ sent: { '0': 1 }, received: { '60': 1 }, answered: { '180': 1 } });
    expect(Object.values(spans['requested'] ?? {})).toEqual([1]);
    expect(doubts).toEqual({});
    expect(histogram).toEqual({ '4': 1 });
  });

  test('are counted of an order that its bank sent back, too, and not again for a later answer', () => {
    const { spans, codes, refused } = figures(orderFacts.requested(), orderFacts.sent(), received(), orderFacts.returned());
    expect(spans).toMatchObject({ received: { '60': 1 }, answered: { '180': 1 } });
    expect([codes, refused]).toEqual([{ '0301': 1 }, { fix: 1 }]);
  });

  test('stay out where a moment is in doubt, and are counted as such', () => {
    const timeDoubt = { reason: 'before-order', said: minute(-600), countedFrom: minute(1) } as const;
    const doubted = [orderFacts.requested(), orderFacts.sent(), received({ receivedAt: minute(-600), timeDoubt })];
    const { spans, doubts } = figures(...doubted, orderFacts.stopped());
    expect(doubts).toEqual({ received: 1, answered: 1 });
    expect(spans).not.toHaveProperty('received');
    expect(figuresOf(figures(...doubted, orderFacts.stopped())).clocks).toMatchObject({
      ...{ received: { counted: 0, inDoubt: 1 }, answered: { counted: 0, inDoubt: 1 }, sent: { counted: 1, inDoubt: 0 } },
    });
  });

  test('of a second receipt at another time are those of the first', () => {
    const timeDoubt = { reason: 'differs-from-first', said: minute(3), countedFrom: minute(2) } as const;
    const twice = [orderFacts.requested(), orderFacts.sent(), received(), received({ receivedAt: minute(3), timeDoubt })];
    expect(figures(...twice, orderFacts.stopped())).toMatchObject({ spans: { received: { '60': 1 } }, doubts: {} });
  });

  test('of a case filed before its alarm are none from the alarm to the filing', () => {
    const [requested, sent, stopped, ordered, frozen] = untilFrozen;
    if (ordered?.type !== 'order.freeze-ordered' || frozen === undefined || sent === undefined || stopped === undefined)
      throw new Error('the sample order is frozen');
    const filing = { caseNumber: 'A1', filedAt: hour(-30), decisionNumber: 'L1' };
    const early = { ...ordered, data: { ...ordered.data, pending: { ...ordered.data.pending, filing } } };
    const { spans } = figures(requested, sent, stopped, early, frozen);
    expect(spans).toMatchObject({ filed: { '0': 1 } });
    expect(Object.keys(spans['frozen'] ?? {})).toHaveLength(1);
  });
});

describe('a bucket of times', () => {
  test('holds its time, and is no longer than the time itself, up to ninety days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: (90 * DAY) / SECOND - 1 }), (span) => {
        const bucket = bucketOf(span);
        expect(bucket).toBeLessThanOrEqual(span);
        expect(endOfBucket(bucket)).toBeGreaterThan(span);
        expect(bucketOf(bucket)).toBe(bucket);
        expect(endOfBucket(bucket) - bucket).toBeLessThanOrEqual(Math.max(1, span));
      }),
    );
  });

  test('is one of three hundred, whatever the time', () => {
    const buckets = new Set(Array.from({ length: 200_000 }, (_, at) => bucketOf(at * 60)));
    for (let second = 0; second < 60; second += 1) buckets.add(bucketOf(second));
    expect(buckets.size).toBeLessThan(300);
    expect(bucketOf((500 * DAY) / SECOND)).toBe((90 * DAY) / SECOND);
  });

  test('that is empty decides no share', () => {
    expect(within({ '1': 0, '5': 1 }, 0.5, (bucket) => bucket)).toBe(5);
    expect(within({}, 0.5, (bucket) => bucket)).toBeUndefined();
    expect(within({ '1': 1, '2': 1, '9': 2 }, 0.5, (bucket) => bucket)).toBe(2);
  });
});

test('the parts of banks and hours add up to the whole', () => {
  const orders = fc.array(fc.record({ bank: fc.constantFrom('bank-a', 'bank-b'), stopped: fc.boolean() }), { maxLength: 12 });
  fc.assert(
    fc.property(orders, (all) => {
      const parts = all.map(({ bank, stopped }, at) => {
        const plan = orderFacts.requested({ orderId: id('ord', at) });
        const born = {
          ...plan,
          data: { ...plan.data, plan: { ...plan.data.plan, account: { ...plan.data.plan.account, bankId: bank } } },
        };
        return figures(born, orderFacts.sent(), stopped ? orderFacts.stopped() : orderFacts.returned());
      });
      const whole = total(parts);
      const sum = (of: (part: DayStats['banks'][string]) => number | undefined) =>
        Object.values(whole.banks).reduce((before, part) => before + (of(part) ?? 0), 0);
      expect(sum(({ requested }) => requested)).toBe(whole.requested);
      expect(sum(({ heldFen }) => heldFen)).toBe(whole.heldFen);
      expect(sum(({ refused }) => refused?.fix)).toBe(whole.refused.fix ?? 0);
      expect(Object.values(whole.hours).reduce((before, { requested = 0 }) => before + requested, 0)).toBe(all.length);
    }),
    { numRuns: 25 },
  );
});
