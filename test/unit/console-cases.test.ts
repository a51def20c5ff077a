import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { filtersIn, withFilter } from '../../console/cases/filters.ts';
import { type Known, needsOf } from '../../console/cases/needs.ts';
import { sha256Of } from '../../console/evidence/hash.ts';
import { sizeOf } from '../../console/evidence/size.ts';
import { byDay, dayOfTerm, monthAfter, shownBefore, weeksOf } from '../../console/terms/days.ts';
import { deadline, termEnd } from '../../console/words/format.ts';

describe('the hash of a file', () => {
  test.each([0, 1, 63, 64, 65, 5_000_001])('is that of all its %d bytes, read in pieces', async (size) => {
    const bytes = Buffer.alloc(size, 'page');
    const told: number[] = [];
    const hash = await sha256Of(new Blob([bytes]), (done) => told.push(done));
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(told.every((done) => done > 0 && done <= 1)).toBe(true);
  });

  test('stops when it is not wanted any more', async () => {
    await expect(sha256Of(new Blob(['page']), undefined, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('the filters of a list', () => {
  test('are those of the address that the page offers', () => {
    expect(filtersIn(new URLSearchParams('status=filed&mine=true&part=file&station='))).toEqual({
      status: 'filed',
      mine: 'true',
    });
  });

  test('change one at a time; an empty one goes', () => {
    const query = new URLSearchParams('status=filed&mine=true');
    expect(withFilter(query, 'status', '').toString()).toBe('mine=true');
    expect(withFilter(query, 'sort', 'oldest').toString()).toBe('status=filed&mine=true&sort=oldest');
  });
});

describe('what needs a person', () => {
  const nothing = { answer: false, evidence: 0, opinions: 0, actions: 0, clocks: 0 };
  const consultation = (consultationId: string, more: object) => ({ consultationId, awaits: nothing, overdue: 0, ...more });
  const term = (termId: string, endsAt: string, kind: string, id: string) => ({ termId, endsAt, about: { kind, id } });
  const share = (grantId: string, until: string) => ({ grantId, until });
  const given = (known: object): Known => ({ consultations: [], terms: [], shares: [], ...known }) as Known;

  test('comes by its moment; what waits without one first; what waits for others not at all', () => {
    const needs = needsOf(
      given({
        consultations: [
          consultation('c1', {}),
          consultation('c2', { awaits: { ...nothing, opinions: 1 } }),
          consultation('c3', { overdue: 1, overdueSince: '2026-11-20T00:00:00Z' }),
        ],
        terms: [term('t1', '2026-11-25T00:00:00Z', 'case', 'a')],
        shares: [share('g1', '2026-11-22T00:00:00Z')],
      }),
    );
    expect(needs.map(({ key }) => key)).toEqual(['c2', 'c3', 'g1', 't1']);
  });

  test('names a term of a consultation once', () => {
    const awaits = { ...nothing, answer: true };
    const terms = [
      term('t1', '2026-11-25T00:00:00Z', 'consultation', 'c1'),
      term('t2', '2026-11-26T00:00:00Z', 'consultation', 'c2'),
    ];
    const needs = needsOf(given({ consultations: [consultation('c1', { awaits, nextAt: '2026-11-25T00:00:00Z' })], terms }));
    expect(needs.map(({ key }) => key)).toEqual(['c1', 't2']);
  });
});

describe('a month of terms', () => {
  test('has whole weeks from Monday, over the ends of years', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks.map(([monday]) => monday)).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeksOf('2026-12').at(-1)?.at(-1)).toBe('2027-01-03');
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });

  // November goes into the next month, December into the next year, and February 2027 ends with a Sunday.
  test.each([
    ['2026-11', '2026-12-06'],
    ['2026-12', '2027-01-03'],
    ['2027-02', '2027-02-28'],
  ])('asks for all that the weeks of %s show: up to what ends with the last day, and no moment later', (month, last) => {
    expect(weeksOf(month).at(-1)?.at(-1)).toBe(last);
    const midnight = Date.parse(`${last}T16:00:00.000Z`);
    expect(Date.parse(shownBefore(month)) - midnight).toBe(1);
  });

  test('puts a term that ends with a day on that day, and any other on the day of its moment', () => {
    const withDay = { endsAt: '2026-12-05T16:00:00.000Z', lastDay: '2026-12-05' };
    const atYearsEnd = { endsAt: '2026-12-31T16:00:00.000Z', lastDay: '2026-12-31' };
    expect(
      [withDay, atYearsEnd, { endsAt: '2026-12-05T16:00:00.000Z' }, { endsAt: '2026-12-05T15:59:00.000Z' }].map(dayOfTerm),
    ).toEqual(['2026-12-05', '2026-12-31', '2026-12-06', '2026-12-05']);
  });

  test('says of a term that ends with a day that it does, in both languages, and of any other the minute', () => {
    const term = { endsAt: '2026-11-30T16:00:00.000Z', lastDay: '2026-11-30' };
    expect([termEnd(term, 'zh'), termEnd(term, 'en')]).toEqual(['2026-11-30 当日结束', '2026-11-30 end of day']);
    expect(termEnd({ endsAt: term.endsAt }, 'zh')).toBe('2026/12/01 00:00');
  });

  test('says of a deadline at a midnight in Beijing the day before, over the ends of months and years', () => {
    expect(deadline('2026-11-30T16:00:00.000Z', 'zh')).toBe('2026-11-30 当日结束');
    expect(deadline('2027-01-01T00:00:00+08:00', 'en')).toBe('2026-12-31 end of day');
    expect(deadline('2026-11-30T16:01:00.000Z', 'zh')).toBe('2026/12/01 00:01');
    expect(deadline('2026-11-30T00:00:00.000Z', 'zh')).toBe('2026/11/30 08:00');
  });

  test('puts each entry on its day, the days in order', () => {
    const days = byDay(['2026-12-02 b', '2026-12-01 a', '2026-12-02 c'], (entry) => entry.slice(0, 10));
    expect([...days]).toEqual([
      ['2026-12-01', ['2026-12-01 a']],
      ['2026-12-02', ['2026-12-02 b', '2026-12-02 c']],
    ]);
  });
});

test('a size is told in the unit that fits', () => {
  expect([sizeOf(0, 'en'), sizeOf(999, 'en'), sizeOf(200_000, 'en'), sizeOf(2_000_000_000, 'en')]).toEqual([
    '0 byte',
    '999 byte',
    '200 kB',
    '2 GB',
  ]);
});
