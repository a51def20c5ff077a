import { describe, expect, test } from 'vitest';
import { firstWorkingDay, isWorkingDay } from '../../shared/kernel/working-days.ts';

describe('working days', () => {
  test('are those of the calendar that the State Council publishes', () => {
    expect(['2026-11-23', '2026-10-10'].map(isWorkingDay)).toEqual([true, true]);
    expect(['2026-11-22', '2026-10-01', '2026-02-17'].map(isWorkingDay)).toEqual([false, false, false]);
  });

  test('begin again after a run of days off', () => {
    expect(firstWorkingDay('2026-10-01')).toBe('2026-10-08');
    expect(firstWorkingDay('2026-11-23')).toBe('2026-11-23');
  });

  test('of years not published yet are all but weekends', () => {
    expect(firstWorkingDay('2031-10-04')).toBe('2031-10-06');
    expect(isWorkingDay('2031-10-01')).toBe(true);
  });
});
