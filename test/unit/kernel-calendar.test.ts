import { expect, test } from 'vitest';
import { plusMonths } from '../../shared/kernel/beijing.ts';

test('months later is the same day and time in Beijing', () => {
  expect(plusMonths('2026-11-22T11:30:00.000Z', 6)).toBe('2027-05-22T11:30:00.000Z');
  expect(plusMonths('2026-11-22T11:30:00.000Z', 12)).toBe('2027-11-22T11:30:00.000Z');
});

test('the last day of the month is used if the month is shorter', () => {
  // 31 August 08:00 in Beijing
  expect(plusMonths('2026-08-31T00:00:00.000Z', 6)).toBe('2027-02-28T00:00:00.000Z');
  expect(plusMonths('2027-08-31T00:00:00.000Z', 6)).toBe('2028-02-29T00:00:00.000Z');
});

test('the day is Beijing’s, not that of UTC', () => {
  // 00:30 on 1 September in Beijing is still 31 August in UTC
  expect(plusMonths('2026-08-31T16:30:00.000Z', 6)).toBe('2027-02-28T16:30:00.000Z');
  // 31 August 23:59 in Beijing
  expect(plusMonths('2026-08-31T15:59:00.000Z', 6)).toBe('2027-02-28T15:59:00.000Z');
});
