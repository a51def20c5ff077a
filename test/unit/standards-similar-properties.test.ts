import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysOf } from '../../shared/kernel/lifecycle.ts';
import { compareFacts, pointsNow } from '../../shared/standards/similar/compare-facts.ts';
import { sizePlace } from '../../shared/standards/similar/size.ts';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import { type MeasureName, measureOf, measures } from '../../shared/standards/standard/measures.ts';
import { context } from '../support/samples.ts';

const points = pointsNow(context());

function valuesFor(measure: MeasureName): fc.Arbitrary<number | boolean | string> {
  const { kind } = measureOf(measure);
  if (kind === 'yes-no') return fc.boolean();
  if (kind === 'fen' || kind === 'count') return fc.oneof(fc.integer({ min: 0, max: 20 }), fc.maxSafeNat());
  return fc.constantFrom(...kind);
}

/** Facts over every measure, of which any may be missing. */
const facts: fc.Arbitrary<CaseFacts> = fc
  .subarray([...keysOf(measures)])
  .chain((known) => fc.tuple(...known.map((measure) => valuesFor(measure).map((value) => [measure, value] as const))))
  .map((pairs) => Object.fromEntries(pairs));

test('the same facts are no distance apart, and no facts are less than that', () => {
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      expect(compareFacts(one, { ...one }, points)).toMatchObject({ distance: 0, differs: [] });
      expect(compareFacts(one, other, points).distance).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('the distance is the same from either side', () => {
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      const [there, back] = [compareFacts(one, other, points), compareFacts(other, one, points)];
      expect(there.distance).toBe(back.distance);
      expect(there.same).toEqual(back.same);
    }),
  );
});

test('the distance is the sum of its differences, and every known measure is named once', () => {
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      const { distance, same, differs } = compareFacts(one, other, points);
      expect(differs.reduce((sum, difference) => sum + difference.points, 0)).toBe(distance);
      const named = [
        ...same,
        ...differs.flatMap(({ measure, against }) => (against === undefined ? [measure] : [measure, against])),
      ];
      expect(named.toSorted()).toEqual([...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted());
    }),
  );
});

test('of two sums by one measure, the one further off is never nearer', () => {
  const sum = fc.integer({ min: 0, max: 10 ** 12 });
  fc.assert(
    fc.property(sum, sum, sum, (a, b, c) => {
      const [low = 0, middle = 0, high = 0] = [a, b, c].toSorted((x, y) => x - y);
      const far = (one: number, other: number) => compareFacts({ settlement: one }, { settlement: other }, points).distance;
      expect(far(low, high)).toBeGreaterThanOrEqual(far(low, middle));
      expect(far(low, high)).toBeGreaterThanOrEqual(far(middle, high));
    }),
  );
});

test('places of sizes sort as their amounts do', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (one, other) => {
      const place = (settlement: number) => sizePlace({ settlement });
      expect(place(one) < place(other)).toBe(one < other);
    }),
  );
});
