import { describe, expect, test } from 'vitest';
import { Day, StoredDay } from '../../shared/kernel/day.ts';
import { paperNumber, prose, text } from '../../shared/kernel/people.ts';
import { plainNumber } from '../../shared/kernel/plain-number.ts';
import { Instant, InstantOfOthers, UtcInstant } from '../../shared/kernel/time.ts';

describe('a moment that a caller names', () => {
  const rule = 'must lie in the years 2000 to 2099';
  const issues = (named: string) => Instant.safeParse(named).error?.issues.map(({ message }) => message) ?? [];

  test.each(['2000-01-01T00:00:00Z', '2026-11-22T09:30:00+08:00', '2099-12-31T23:59:59.999Z'])('%s is taken', (named) => {
    expect(issues(named)).toEqual([]);
  });

  test.each([
    '1999-12-31T23:59:59Z',
    '2000-01-01T07:59:59+08:00',
    '2100-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59-08:00',
  ])('%s is refused', (named) => {
    expect(issues(named)).toEqual([rule]);
  });

  test('an invalid moment is told so, once', () => {
    expect(issues('yesterday')).toEqual(['must be an ISO 8601 date and time with an offset']);
    expect(issues('2026-11-22T09:30:00')).toEqual(['must be an ISO 8601 date and time with an offset']);
  });
});

describe("a moment by another's clock", () => {
  test.each([
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['1970-01-01T08:00:00+08:00', '1970-01-01T00:00:00.000Z'],
    ['2000-01-01T07:59:59+08:00', '1999-12-31T23:59:59.000Z'],
    ['9999-12-31T23:59:59+08:00', '9999-12-31T15:59:59.000Z'],
  ])('%s is taken, to be marked where it cannot be', (named, stored) => {
    expect(InstantOfOthers.parse(named)).toBe(stored);
    expect(UtcInstant.safeParse(stored).success).toBe(true);
  });

  test.each(['0000-01-01T00:00:00+08:00', '9999-12-31T23:59:59-08:00'])('%s is in no year that is stored', (named) => {
    expect(InstantOfOthers.safeParse(named).error?.issues).toMatchObject([{ message: 'must lie in the years 0000 to 9999' }]);
  });
});

describe('a day that a caller names', () => {
  const issues = (named: unknown) => Day.safeParse(named).error?.issues.map(({ message }) => message) ?? [];

  test.each(['2000-01-01', '2024-02-29', '2099-12-31'])('%s is taken', (named) => {
    expect(issues(named)).toEqual([]);
  });

  test.each(['0001-01-01', '1999-12-31', '2100-01-01', '9999-12-31'])('%s is refused', (named) => {
    expect(issues(named)).toEqual(['must lie in the years 2000 to 2099']);
  });

  test('an invalid day is told so, once', () => {
    for (const named of ['today', '2026-2-3', '2026-02-30', '2026-11-22T00:00:00Z', ''])
      expect(issues(named)).toEqual(['must be a date as YYYY-MM-DD']);
  });

  test('a stored day of any year is read, as it was recorded before', () => {
    expect(StoredDay.parse('0001-01-01')).toBe('0001-01-01');
  });
});

describe('free text', () => {
  test.each([
    ['a right-to-left override', '\u{202e}'],
    ['a bidi isolate', '\u{2066}'],
    ['an invisible plus', '\u{2064}'],
    ['a bell', '\u{7}'],
    ['half of a surrogate pair', '\u{d800}'],
  ])('a text with %s is refused', (_what, character) => {
    expect(text(10).safeParse(`a${character}b`).success).toBe(false);
    expect(prose(10).safeParse(`a${character}b`).success).toBe(false);
  });

  test.each(['\u{3164}', '\u{2800} \u{2800}', '\u{fe0f}'])(
    'a text that shows nothing (%j) is refused, on one line and on several',
    (blank) => {
      expect(text(10).safeParse(blank).success).toBe(false);
      expect(prose(10).safeParse(blank).success).toBe(false);
    },
  );

  test('a text of several lines holds line breaks, and no invisible signs', () => {
    expect(prose(40).parse('一致认为\n足以认定\t（2 票）')).toContain('\n');
    for (const unseen of ['\u{200b}\u{2060}', 'yes\u{202e}', 'a\u{0}b']) expect(prose(40).safeParse(unseen).success).toBe(false);
  });

  test('the number of a paper is the same in any spelling', () => {
    const spelled = ['京公督字〔2026〕1号', '京公督字[2026]1号', '京公督字【2026】 1号', '京公督字（２０２６）1号\u{2800}'];
    expect(new Set(spelled.map(plainNumber)).size).toBe(1);
    expect(new Set(['a1101', 'A1101', 'Ａ１１０１', 'A11 01\u{fe0f}'].map(plainNumber)).size).toBe(1);
    expect(plainNumber('A11011')).not.toBe(plainNumber('A1101'));
    expect(plainNumber('〔2026〕1-12号')).not.toBe(plainNumber('〔2026〕11-2号'));
    expect(plainNumber('〔2026〕1-12号')).toBe(plainNumber('[2026] 1–12号'));
    for (const bad of ['——', '〔〕']) expect(paperNumber(20).safeParse(bad).success).toBe(false);
  });

  test.each(['被害人称：向“安全账户”转账 3 笔。', '欧阳·阿依古丽', '𠮷田', 'Wang 🙂', 'Müller – Straße'])(
    'a text such as %s is taken',
    (written) => {
      expect(text(64).parse(written)).toBe(written);
    },
  );
});
