import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Ahead, narrowed, noteServerTime, onServerClock } from '../../console/api/server-clock.ts';

const START = Date.parse('2026-11-27T08:00:00.000Z');

describe("the server's clock, by its answers", () => {
  test('is between the question and the answer, in the second that is named, however long each answer takes', () => {
    const turn = fc.record({ wait: fc.nat(60_000), there: fc.nat(20_000), back: fc.nat(5_000) });
    fc.assert(
      fc.property(fc.integer({ min: -3_600_000, max: 3_600_000 }), fc.array(turn, { minLength: 1 }), (ahead, turns) => {
        let now = START;
        let known: Ahead | undefined;
        for (const { wait, there, back } of turns) {
          const askedAt = now + wait;
          const answeredAt = askedAt + there + back;
          const saidAt = Math.floor((askedAt + there + ahead) / 1_000) * 1_000;
          const before = known;
          known = narrowed(known, { askedAt, answeredAt, saidAt });
          expect(known.least).toBeLessThanOrEqual(ahead);
          expect(known.most).toBeGreaterThan(ahead);
          if (before !== undefined) expect(known.least).toBeGreaterThanOrEqual(before.least);
          now = answeredAt;
        }
      }),
    );
  });

  test('is learned anew once a clock was set', () => {
    const first = narrowed(undefined, { askedAt: START, answeredAt: START + 100, saidAt: START });
    const set = narrowed(first, { askedAt: START + 600_000, answeredAt: START + 600_100, saidAt: START + 1_000 });
    expect(set).toEqual({ least: -599_100, most: -598_000 });
  });
});

describe('in a browser', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const answer = (serverMs: number) => new Response(null, { headers: { date: new Date(serverMs).toUTCString() } });

  test('whose clock is wrong, moments are those of the server; an answer without a date changes nothing', () => {
    noteServerTime(answer(START - 600_000), Date.now());
    expect(onServerClock(Date.now())).toBe(START - 600_000);
    noteServerTime(new Response(null), Date.now());
    noteServerTime(new Response(null, { headers: { date: 'soon' } }), Date.now());
    expect(onServerClock(Date.now())).toBe(START - 600_000);
  });
});
