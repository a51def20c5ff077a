import { describe, expect, test } from 'vitest';
import { noteOwnVersion, withOwnVersions } from '../../console/acts/own-versions.ts';
import { changedSince, type Exhibit, isAwaited, type Opinion, standing, standsTo } from '../../console/consultations/model.ts';
import { monthOf, weekdayOf } from '../../console/consultations/month.ts';

const exhibit = (n: number, since: number, over: Partial<Exhibit> = {}) =>
  ({ visible: true, n, caseId: 'cas_1', part: 'evidence', by: 'police-haidian', since, ...over }) as Exhibit;
const opinion = (n: number, agency: string, over: Partial<Opinion> = {}): Opinion => ({
  ...{
    n,
    question: 1,
    by: { agency, subject: 's' },
    at: '2026-11-27T08:00:00Z',
    position: 'yes',
    bundleVersion: 1,
    textHash: '',
  },
  outdated: false,
  ...over,
});

describe('what is new to a reader of a bundle', () => {
  const files = [{ fileId: 'evf_1' }];
  const exhibits = [
    exhibit(1, 1, { files, opened: true }),
    exhibit(2, 1, { until: 2 }),
    exhibit(3, 2, { files }),
    exhibit(4, 2, { until: 3 }),
  ];
  const numbers = (some: readonly Exhibit[]) => some.map(({ n }) => n);

  test('is what came and left since the oldest opinion of the agency that stands, and files not opened', () => {
    const opinions = [opinion(1, 'a', { bundleVersion: 1 }), opinion(2, 'a', { bundleVersion: 3, question: 2 }), opinion(3, 'b')];
    const { version, added, removed, unread } = changedSince({ opinions, bundle: { version: 3, exhibits } }, 'a');
    expect({ version, added: numbers(added), removed: numbers(removed), unread: numbers(unread) }).toEqual({
      ...{ version: 1, added: [3], removed: [2], unread: [3] },
    });
  });

  test('is, before the first opinion, only what was not opened', () => {
    const since = changedSince({ opinions: [opinion(1, 'b')], bundle: { version: 3, exhibits } }, 'a');
    expect({ ...since, unread: numbers(since.unread) }).toEqual({ version: undefined, added: [], removed: [], unread: [3] });
  });

  test('does not count an opinion that a newer one replaced', () => {
    const opinions = [opinion(1, 'a', { supersededBy: 2 }), opinion(2, 'a', { bundleVersion: 3 })];
    expect(changedSince({ opinions, bundle: { version: 3, exhibits } }, 'a').version).toBe(3);
    expect(standing(opinions, 1, 'a')?.n).toBe(2);
  });
});

test('an opinion dissents or is reserved as the finding says', () => {
  const finding = { question: 1, position: 'yes', dissent: [2], reserved: [3] };
  expect([1, 2, 3].map((n) => standsTo(finding, n))).toEqual([undefined, 'dissents', 'reserved']);
  expect(standsTo(undefined, 2)).toBeUndefined();
});

test('a consultation waits for the agency if the list says that anything does', () => {
  const nothing = { answer: false, evidence: 0, opinions: 0, actions: 0, clocks: 0 };
  expect(isAwaited(nothing)).toBe(false);
  expect(
    [{ answer: true }, { evidence: 1 }, { opinions: 1 }, { actions: 1 }, { clocks: 1 }].map((one) =>
      isAwaited({ ...nothing, ...one }),
    ),
  ).toEqual([true, true, true, true, true]);
});

test('months and weekdays are those of Beijing, in the language of the reader', () => {
  expect(monthOf('2026-11-30T17:00:00Z', 'zh')).toBe('2026年12月');
  expect(monthOf('2026-11-30T15:00:00Z', 'en')).toBe('November 2026');
  expect([1, 7].map((day) => weekdayOf(day, 'en'))).toEqual(['Monday', 'Sunday']);
});

describe('a form beside another', () => {
  const thing = (etag: string, id = '1') => ({ path: '/v1/consultations/{id}', params: { id }, may: new Set<string>(), etag });

  test('goes on from what the person did in the other, step by step', () => {
    noteOwnVersion(thing('3.a'), '"4"');
    noteOwnVersion(thing('"4"'), '"5"');
    expect(withOwnVersions(thing('3.a')).etag).toBe('"5"');
  });

  test('does not go on from versions that others made, or of another thing', () => {
    noteOwnVersion(thing('7.a', '2'), '"8"');
    expect(withOwnVersions(thing('8.x', '2')).etag).toBe('8.x');
    expect(withOwnVersions(thing('7.a', '3')).etag).toBe('7.a');
  });

  test('an act that changed nothing, or names no version, leads nowhere', () => {
    noteOwnVersion(thing('9.a', '4'), '9.a');
    noteOwnVersion(thing('9.a', '4'), null);
    expect(withOwnVersions(thing('9.a', '4')).etag).toBe('9.a');
  });
});
