import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import {
  minutesWithin,
  type Stats,
  type StatsFact,
  StatsOfDay,
  statsIdOf,
  statsIds,
  total,
} from '../../shared/freezes/stats/stats.ts';
import { type Tally, tally } from '../../shared/freezes/stats/tally.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { stateOf } from '../support/given.ts';
import { tallied } from '../support/order-samples.ts';
import { hour, id, minute, orderFacts, plan, T0 } from '../support/samples.ts';

const countedFact = ({ id: _, ...figures }: Tally, seq: number): StatsFact => ({
  type: 'stats.counted',
  data: { at: T0, ...figures, of: { orderId: id('ord', 1), seq, on: '2026-11-22' } },
});

/** The figures after everything that happened to these orders. */
function figures(...orders: readonly (readonly OrderFact[])[]): Stats {
  const byId = new Map<string, StatsFact[]>();
  for (const facts of orders) {
    for (const [i, fact] of facts.entries()) {
      const counted = tallied(stateOf(StopOrders, ...facts.slice(0, i)), fact);
      if (counted !== undefined) byId.set(counted.id, [...(byId.get(counted.id) ?? []), countedFact(counted, i + 1)]);
    }
  }
  return total([...byId.values()].flatMap((facts) => stateOf(StatsOfDay, ...facts) ?? []));
}

const breached: OrderFact = { type: 'order.breached', data: { at: minute(30), rung: 'breach', dueAt: minute(30) } };
const late = { instruction: 'stop', attempt: 0, hash: 'late', code: '0000', at: minute(40), late: true } as const;

describe('the figures of a day', () => {
  test('count each order where its result puts it', () => {
    const stopped = [orderFacts.requested(), orderFacts.sent(), orderFacts.stopped({ stoppedFen: 6_000_000, partly: true })];
    const stoppedLate = [
      orderFacts.requested({ orderId: id('ord', 2) }),
      breached,
      orderFacts.stopped({ effectiveAt: minute(39), stoppedFen: 12_000_000, answer: late }),
    ];
    const returned = [orderFacts.requested({ orderId: id('ord', 3) }), orderFacts.returned()];
    const silent = [
      orderFacts.requested({ orderId: id('ord', 4) }),
      breached,
      { type: 'order.unanswered', data: { at: hour(24), dueAt: hour(24) } },
    ] as const;
    expect(figures(stopped, stoppedLate, returned, silent)).toMatchObject({
      requested: 4,
      answeredInTime: 2,
      answeredLate: 1,
      stopped: 2,
      partlyStopped: 1,
      breached: 2,
      unanswered: 1,
      refused: { fix: 1 },
      tracedFen: 40_000_000,
      firstTierFen: 40_000_000,
      stoppedFen: 18_000_000,
      stoppedOfTracedFen: 16_000_000,
      histogram: { '4': 1, '39': 1 },
    });
  });

  test("count money that moves through tiers once as the victims' and at each account as traced", () => {
    const first = [orderFacts.requested()];
    const second = [orderFacts.requested({ orderId: id('ord', 2), tier: 2, tracedFen: 4_000_000, ancestors: [id('ord', 1)] })];
    expect(figures(first, second)).toMatchObject({ tracedFen: 14_000_000, firstTierFen: 10_000_000 });
  });

  test("count more of what is held as the victims' when more turns out to have come there", () => {
    const joined: OrderFact = {
      type: 'order.joined',
      data: { at: minute(6), from: id('ord', 9), tracedFen: 3_000_000, ancestors: [] },
    };
    const facts = [
      orderFacts.requested({ tracedFen: 1_000_000, tier: 2 }),
      orderFacts.stopped({ stoppedFen: 2_500_000 }),
      joined,
    ];
    expect(figures(facts)).toMatchObject({ tracedFen: 4_000_000, stoppedFen: 2_500_000, stoppedOfTracedFen: 2_500_000 });
  });

  test('lower what is held by a release, and leave what was stopped as it was', () => {
    const released: OrderFact = {
      type: 'order.released',
      data: {
        at: minute(50),
        answer: { instruction: 'release', attempt: 0, hash: 'r', code: '0000', at: minute(50), late: false },
        effectiveAt: minute(50),
      },
    };
    const stopped = [orderFacts.requested(), orderFacts.stopped({ stoppedFen: 12_000_000 })];
    expect(figures(stopped)).toMatchObject({ stoppedFen: 12_000_000, heldFen: 12_000_000, heldOfTracedFen: 10_000_000 });
    const after = figures([...stopped, released]);
    expect(after).toMatchObject({ stoppedFen: 12_000_000, stoppedOfTracedFen: 10_000_000, heldFen: 0, heldOfTracedFen: 0 });
  });

  test("count what was late before the bank was asked apart from the bank's own breaches", () => {
    const tooLate: OrderFact = { type: 'order.requested', data: { at: minute(35), plan: plan() } };
    const after = figures([tooLate, breached, orderFacts.stopped({ effectiveAt: minute(39), answer: late })]);
    expect(after).toMatchObject({ breached: 0, breachedNotByBank: 1, answeredLate: 0, answeredLateNotByBank: 1, stopped: 1 });
  });

  test('leave a stop with an impossible moment out of the minutes, and count it as such, once', () => {
    const doubt = { reason: 'before-order', said: minute(-600), countedFrom: minute(1) } as const;
    const doubted = [orderFacts.requested(), orderFacts.stopped({ effectiveAt: doubt.said, timeDoubt: doubt })];
    const sure = [orderFacts.requested({ orderId: id('ord', 2) }), orderFacts.stopped({ effectiveAt: minute(12) })];
    const after = figures(doubted, sure);
    expect(after).toMatchObject({ stopped: 2, answeredInTime: 2, timesInDoubt: 1, histogram: { '12': 1 } });
    expect(after).toMatchObject({ stoppedFen: 20_000_000, stoppedOfTracedFen: 20_000_000, heldFen: 20_000_000 });
    expect(minutesWithin(after, 0.5)).toBe(13);
    expect(minutesWithin(figures(doubted), 0.5)).toBeUndefined();
    const receipt = orderFacts.received({ receivedAt: minute(-600), timeDoubt: doubt });
    expect(figures([orderFacts.requested(), receipt, orderFacts.stopped()])).toMatchObject({ timesInDoubt: 0 });
    expect(total([after, after])).toMatchObject({ timesInDoubt: 2 });
  });

  test('count a stop anew, after a wait in the line, for the money alone', () => {
    const doubt = { reason: 'in-future', said: minute(600), countedFrom: minute(5) } as const;
    const { timetable } = plan();
    const turn: readonly OrderFact[] = [
      { type: 'order.lined-up', data: { at: minute(6), waitsFor: id('ord', 9), reason: 'the account is frozen' } },
      { type: 'order.expired', data: { at: hour(49), expiresAt: hour(48) } },
      { type: 'order.lined-up', data: { at: hour(50), waitsFor: id('ord', 9), reason: 'the account is frozen' } },
      { type: 'order.taken-from-line', data: { at: hour(60), dueAt: hour(60.5), timetable } },
    ];
    const again = orderFacts.stopped({ at: hour(61), effectiveAt: hour(61), stoppedFen: 4_000_000, timeDoubt: doubt });
    const first = [orderFacts.requested(), orderFacts.stopped({ effectiveAt: doubt.said, timeDoubt: doubt }), ...turn];
    expect(figures([...first, again])).toMatchObject({ timesInDoubt: 1, stoppedFen: 4_000_000, histogram: {} });
  });

  test('are read from days that an earlier release wrote', () => {
    const {
      heldFen: _,
      heldOfTracedFen: __,
      breachedNotByBank: ___,
      answeredLateNotByBank: ____,
      timesInDoubt: _____,
      codes: ______,
      spans: _______,
      doubts: ________,
      hours: _________,
      banks: __________,
      ...old
    } = total([]);
    expect(StatsOfDay.state.parse(old)).toEqual(total([]));
  });

  test('count the money of a corrected order once', () => {
    const successor = plan({ orderId: id('ord', 2), corrects: id('ord', 1), tracedFen: 8_000_000 });
    const corrected: OrderFact = { type: 'order.corrected', data: { at: minute(8), by: successor.orderId, plan: successor } };
    expect(figures([orderFacts.requested(), orderFacts.returned(), corrected], [orderFacts.requested(successor)])).toMatchObject({
      requested: 2,
      corrected: 1,
      tracedFen: 8_000_000,
      firstTierFen: 8_000_000,
    });
  });

  test('are those of the day of the alarm in Beijing, whenever the bank answers', () => {
    const order = stateOf(StopOrders, orderFacts.requested());
    const counted = tallied(order, orderFacts.stopped({ at: hour(40), answer: late }));
    expect(counted).toMatchObject({ district: 'haidian', day: '2026-11-22' });
    expect(statsIds('haidian', '2026-11-22')).toContain(counted?.id);
  });

  test('are changed by what changes them only', () => {
    expect(tallied(stateOf(StopOrders, orderFacts.requested()), orderFacts.sent())).toBeUndefined();
  });

  test('cannot be changed by a fact without its order', () => {
    expect(() => tally({ bankId: 'bank-a', after: { heldFen: 0, tracedFen: 0 } }, orderFacts.stopped())).toThrow(
      /not a fact that an order is born with/,
    );
  });
});

describe('a stop that took effect', () => {
  const within = (...minutes: readonly number[]): Stats =>
    figures(
      ...minutes.map((after, n) => [
        orderFacts.requested({ orderId: id('ord', n) }),
        orderFacts.stopped({ effectiveAt: plus(T0, after * MINUTE) }),
      ]),
    );

  test('stops take effect within so many minutes: half of them, nine in ten', () => {
    const stats = within(1.5, 2.2, 4.9, 12, 58);
    expect(minutesWithin(stats, 0.5)).toBe(5);
    expect(minutesWithin(stats, 0.9)).toBe(59);
  });

  test('before the alarm counts as at once, after a day as a day', () => {
    expect(within(-3, 24 * 60 + 500).histogram).toEqual({ '0': 1, '1440': 1 });
  });

  test('there is no median without a stop', () => {
    expect(minutesWithin(total([]), 0.5)).toBeUndefined();
  });

  test('its share is the one that counting them all would give', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 1439 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(0.5, 0.9, 1), (all, share) => {
        const sorted = all.toSorted((a, b) => a - b);
        const expected = sorted[Math.ceil(share * sorted.length - 1e-9) - 1];
        expect(minutesWithin(within(...all), share)).toBe((expected ?? Number.NaN) + 1);
      }),
      { numRuns: 30 },
    );
  });
});

test("the order of a district's day decides its stream, and all of them are known", () => {
  const ids = new Set(Array.from({ length: 200 }, (_, n) => statsIdOf('haidian', '2026-11-22', id('ord', n))));
  expect([...ids].toSorted()).toEqual([...statsIds('haidian', '2026-11-22')].toSorted());
});
