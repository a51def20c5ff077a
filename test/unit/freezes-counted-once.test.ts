import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountedNumbers, countOf, type FactNumber, withNumber } from '../../shared/freezes/stats/counted-numbers.ts';
import { type DayStats, StatsOfDay, statsIdOf } from '../../shared/freezes/stats/stats.ts';
import { plusDays } from '../../shared/kernel/beijing.ts';
import { DAY, elapsed, HOUR } from '../../shared/kernel/time.ts';
import { stoppedResult } from '../support/order-samples.ts';
import { answer, createRelayBench, open, plannedOrder, recordsOf } from '../support/relay-kit.ts';
import { account, hour, id, minute } from '../support/samples.ts';

const on = '2026-11-22';
const fact = (order: number, seq: number, day = on): FactNumber => ({ orderId: id('ord', order), seq, on: day });
const numbersOf = (...facts: readonly FactNumber[]) =>
  facts.reduce<CountedNumbers | undefined>((counted, one) => withNumber(counted, one), undefined);

describe('the figures know a fact that they counted', () => {
  test('by its order and its number, whatever was counted since', () => {
    const counted = numbersOf(fact(1, 4), fact(2, 1), fact(1, 9));
    for (const known of [fact(1, 4), fact(2, 1), fact(1, 9)]) expect(countOf(counted, known)).toBe('counted');
    // also one with a lower number than the last: an operator may have records of the stream repeated in any order
    for (const other of [fact(1, 1), fact(1, 5), fact(2, 4), fact(3, 1)]) expect(countOf(counted, other)).toBe('new');
    expect(countOf(undefined, fact(1, 1))).toBe('new');
  });

  test('for three days, and count none that is older', () => {
    const two = plusDays(on, 2);
    const counted = numbersOf(fact(1, 1), fact(2, 1, two));
    expect(countOf(counted, fact(1, 1))).toBe('counted');
    expect(countOf(counted, fact(3, 1))).toBe('new');
    const later = withNumber(counted, fact(3, 1, plusDays(on, 3)));
    expect(countOf(later, fact(1, 1))).toBe('forgotten');
    expect(countOf(later, fact(4, 1))).toBe('forgotten');
    expect(countOf(later, fact(2, 1, two))).toBe('counted');
    expect(Object.keys(later)).toEqual([two, plusDays(on, 3)]);
  });

  test('and have an order once, under the day of its last fact', () => {
    const next = plusDays(on, 1);
    const counted = numbersOf(fact(1, 1), fact(2, 1), fact(1, 4, next));
    expect(Object.keys(counted ?? {}).map((day) => Object.values(counted?.[day] ?? {}))).toEqual([[[1]], [[1, 4]]]);
    // a fact of an earlier day that comes late does not move it back
    expect(Object.values(withNumber(counted, fact(1, 2))[next] ?? {})).toEqual([[1, 4, 2]]);
    expect(Object.keys(numbersOf(fact(1, 1), fact(1, 4, next)) ?? {})).toEqual([next]);
  });
});

/** A fact that is recorded some time after the first one, and comes to the relay so long after that, once or more often. */
const delivery = fc.record({
  order: fc.integer({ min: 1, max: 4 }),
  recorded: fc.integer({ min: 0, max: 12 * DAY }),
  comes: fc.array(fc.integer({ min: 0, max: 24 * HOUR }), { minLength: 1, maxLength: 4 }),
});

test('each fact counts once, however often and in whatever order it comes within the 24 hours of the stream', () => {
  const start = Date.parse('2026-11-20T15:59:00.000Z');
  const dayOf = (ms: number) => new Date(start + ms + 8 * HOUR).toISOString().slice(0, 'YYYY-MM-DD'.length);
  fc.assert(
    fc.property(fc.array(delivery, { minLength: 1, maxLength: 40 }), (deliveries) => {
      const facts = deliveries.map(({ order, recorded, comes }, at) => ({
        of: fact(order, at + 1, dayOf(recorded)),
        recorded,
        comes,
      }));
      const arrivals = facts
        .flatMap(({ of, recorded, comes }) => comes.map((later) => ({ of, at: recorded + later })))
        .toSorted((a, b) => a.at - b.at);
      let counted: CountedNumbers | undefined;
      const shares: number[] = [];
      for (const { of } of arrivals) {
        if (countOf(counted, of) !== 'new') continue;
        shares.push(of.seq);
        counted = withNumber(counted, of);
      }
      expect(shares.toSorted((a, b) => a - b)).toEqual(facts.map(({ of }) => of.seq));
      const days = Object.keys(counted ?? {}).toSorted();
      expect(elapsed(`${days[0]}T00:00:00.000Z`, `${days.at(-1)}T00:00:00.000Z`)).toBeLessThanOrEqual(2 * DAY);
    }),
    { numRuns: 500 },
  );
});

describe('the relay', () => {
  const orderId = id('ord', 1);
  const stream = statsIdOf('haidian', on, orderId);

  async function stoppedOrder() {
    const bench = createRelayBench();
    await open(bench.platform, plannedOrder());
    bench.platform.clock.now = minute(5);
    await answer(bench.platform, orderId, stoppedResult());
    const figures = async (): Promise<DayStats | undefined> => (await bench.platform.journal.load(StatsOfDay, stream)).state;
    return { ...bench, figures };
  }

  test('writes one item for a count, and no record of a command', async () => {
    const { platform, drain } = await stoppedOrder();
    await drain();
    const keys = platform.journal.written.map(({ item }) => String(item['pk']));
    expect(keys.filter((pk) => pk === `stats#${stream}`)).toHaveLength(2);
    expect(keys.filter((pk) => pk.startsWith('command#') && pk.endsWith('countInStatistics'))).toEqual([]);
  });

  test('counts a fact once that several runs of it have in hand at the same moment', async () => {
    const { platform, relay, figures } = await stoppedOrder();
    const Records = recordsOf(platform.journal);
    await Promise.all(Array.from({ length: 4 }, () => relay({ Records })));
    expect(await figures()).toMatchObject({ requested: 1, stopped: 1, stoppedFen: 10_000_000 });
  });

  test('passes over a fact that the figures have forgotten, and says so', async () => {
    const { platform, drain, replay, figures } = await stoppedOrder();
    await drain();
    platform.clock.now = hour(120);
    const beside = Array.from({ length: 100 }, (_, at) => id('ord', at + 2)).find(
      (other) => statsIdOf('haidian', on, other) === stream,
    );
    await open(platform, plannedOrder({ orderId: beside ?? '', account: account({ accountNumber: '6222020200000000002' }) }));
    await drain();
    const before = await figures();
    await replay();
    expect(await figures()).toEqual(before);
    expect(platform.logged.map(({ message }) => message)).toContain('a fact that the figures have forgotten was not counted');
  });
});
