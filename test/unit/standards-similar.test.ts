import { describe, expect, test } from 'vitest';
import { compareFacts, pointsNow } from '../../shared/standards/similar/compare-facts.ts';
import { rankDecisions, tallyOf } from '../../shared/standards/similar/rank-decisions.ts';
import { sizeOf, sizePlace } from '../../shared/standards/similar/size.ts';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import { context, id } from '../support/samples.ts';
import { yuan } from '../support/standard-samples.ts';

const points = pointsNow(context());
const compare = (asked: CaseFacts, decided: CaseFacts) => compareFacts(asked, decided, points);

describe('how far two cases are apart', () => {
  test('is nothing for the same facts, in whatever order they come', () => {
    const facts = { 'one-way-inflow': yuan(250_000), 'account-owner': 'own', juvenile: false };
    const turned = { juvenile: false, 'account-owner': 'own', 'one-way-inflow': yuan(250_000) };
    expect(compare(facts, turned)).toEqual({
      ...{ distance: 0, differs: [] },
      same: ['one-way-inflow', 'account-owner', 'juvenile'],
    });
  });

  test('is the points of the policy for a sum twice as great, and less for small sums', () => {
    const inflow = (sum: number) => ({ 'one-way-inflow': yuan(sum) });
    expect(compare(inflow(1_999_000), inflow(3_999_000)).distance).toBe(1_000);
    expect(compare(inflow(1_999_000), inflow(7_999_000)).distance).toBe(2_000);
    expect(compare(inflow(0), inflow(1_000)).distance).toBe(1_000);
    expect(compare({ 'account-count': 3 }, { 'account-count': 7 }).distance).toBe(500);
  });

  test('names each difference with the value there, and what is known of one alone', () => {
    const asked = { 'one-way-inflow': yuan(200_000), 'account-owner': 'own', 'abnormal-price': true, student: true } as const;
    const decided = { 'one-way-inflow': yuan(200_000), 'account-owner': 'others', 'abnormal-price': false, juvenile: false };
    expect(compare(asked, decided)).toEqual({
      distance: points.owner + points.test + 2 * points.unknown,
      same: ['one-way-inflow'],
      differs: [
        { measure: 'account-owner', decided: 'others', points: points.owner },
        { measure: 'juvenile', decided: false, points: points.unknown },
        { measure: 'student', points: points.unknown },
        { measure: 'abnormal-price', decided: false, points: points.test },
      ],
    });
    expect(compare({ student: true }, { student: false }).distance).toBe(points.person);
  });

  test('compares sums by different measures only where the two have none in common, and counts that they differ', () => {
    expect(compare({ 'one-way-inflow': yuan(300_000) }, { settlement: yuan(300_000) })).toEqual({
      ...{ distance: points.otherMeasure, same: [] },
      differs: [{ measure: 'one-way-inflow', against: 'settlement', decided: yuan(300_000), points: points.otherMeasure }],
    });
    const both = { 'one-way-inflow': yuan(300_000), settlement: yuan(200_000) };
    expect(compare({ settlement: yuan(200_000) }, both)).toEqual({
      ...{ distance: points.unknown, same: ['settlement'] },
      differs: [{ measure: 'one-way-inflow', decided: yuan(300_000), points: points.unknown }],
    });
  });
});

describe('the size of a case', () => {
  test('is its first known sum, or else a count, or neither', () => {
    expect(sizeOf({ 'illegal-gain': 5, settlement: 7, 'account-count': 3 })).toEqual({
      ...{ kind: 'sum', measure: 'settlement', value: 7 },
    });
    expect(sizeOf({ 'victim-count': 2, 'phone-card-count': 20 })).toMatchObject({ measure: 'phone-card-count', value: 20 });
    expect(sizeOf({ juvenile: true })).toEqual({ kind: 'none' });
    expect(sizeOf({ 'one-way-inflow': 0 })).toMatchObject({ kind: 'sum', value: 0 });
  });

  test('stands among others by its amount, sums apart from counts', () => {
    const facts = [
      { 'account-count': 9 },
      { 'account-count': 10 },
      { juvenile: true },
      { settlement: 9 },
      { settlement: 10 ** 15 },
    ];
    const places = facts.map(sizePlace);
    expect(places.toSorted()).toEqual(places);
    expect(new Set(places.map(({ length }) => length)).size).toBe(1);
    const of = (owner: string) => sizePlace({ settlement: 9, 'account-owner': owner });
    expect(new Set([of('own'), of('others'), of('company'), sizePlace({ settlement: 9 })]).size).toBe(4);
    expect([of('own'), of('others')].every((one) => one < sizePlace({ settlement: 10 }))).toBe(true);
  });
});

describe('decisions beside facts', () => {
  const decided = (n: number, sum: number, decidedOn: string, decision: 'pursued' | 'not-pursued' = 'pursued') => ({
    ...{ decisionId: id('dec', n), facts: { settlement: yuan(sum) }, decidedOn, decision, departed: n % 2 === 0 },
  });

  test('come nearest first, of equally near ones the newest, and their ranks tell no id', () => {
    const all = [
      decided(1, 400_000, '2022-01-01'),
      decided(2, 200_000, '2022-01-01'),
      decided(3, 200_000, '2022-02-01'),
      decided(4, 210_000, '2022-01-01', 'not-pursued'),
    ];
    const ranked = rankDecisions({ settlement: yuan(200_000) }, all, points);
    expect(ranked.map(({ decision }) => decision.decisionId)).toEqual([3, 2, 4, 1].map((n) => id('dec', n)));
    for (const { rank, decision } of ranked) expect(rank).not.toContain(decision.decisionId.slice(-10));
    expect(tallyOf(ranked, 500)).toEqual({ near: 3, pursued: 2, notPursued: 1, departed: 2 });
    expect(tallyOf([], 50)).toEqual({ near: 0, pursued: 0, notPursued: 0, departed: 0 });
  });
});
