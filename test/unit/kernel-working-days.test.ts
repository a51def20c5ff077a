import { describe, expect, test } from 'vitest';
import { plusDays } from '../../shared/kernel/beijing.ts';
import { isStatutoryHoliday } from '../../shared/kernel/statutory-holidays.ts';
import {
  calendarDaysLeft,
  calendarKnownUntil,
  firstWorkingDay,
  isBehindHorizon,
  isWorkingDay,
} from '../../shared/kernel/working-days.ts';

describe('working days', () => {
  test('are those of the calendar that the State Council publishes', () => {
    expect(['2026-11-23', '2026-10-10'].map(isWorkingDay)).toEqual([true, true]);
    expect(['2026-11-22', '2026-10-01', '2026-02-17'].map(isWorkingDay)).toEqual([false, false, false]);
  });

  test('begin again after a run of days off', () => {
    expect(firstWorkingDay('2026-10-01')).toBe('2026-10-08');
    expect(firstWorkingDay('2026-11-23')).toBe('2026-11-23');
  });

  test('in years not announced yet all days work but weekends and the holidays of the law', () => {
    expect(firstWorkingDay('2031-10-04')).toBe('2031-10-06');
    const off = ['2027-01-01', '2027-02-05', '2027-02-08', '2027-04-05', '2027-05-01', '2027-06-09', '2027-09-15', '2031-10-01'];
    expect(off.map(isWorkingDay)).toEqual(off.map(() => false));
    expect(['2027-02-10', '2027-05-03', '2027-10-04'].map(isWorkingDay)).toEqual([true, true, true]);
  });

  test('are known until the end of the last year announced, and those behind it say so', () => {
    expect(calendarKnownUntil).toMatch(/^20[0-9]{2}-12-31$/);
    expect([calendarKnownUntil, plusDays(calendarKnownUntil, 1)].map(isBehindHorizon)).toEqual([false, true]);
    expect(calendarDaysLeft(plusDays(calendarKnownUntil, -60))).toBe(60);
  });

  test('the holidays of the law are among those announced, in every year since it names them', () => {
    for (const year of range(2025, Number(calendarKnownUntil.slice(0, 4))))
      for (const day of daysOf(year).filter(isStatutoryHoliday)) expect(isWorkingDay(day), day).toBe(false);
  });

  test('the law names thirteen days a year; two may fall on one', () => {
    for (const year of range(2025, 2099)) {
      const days = daysOf(year).filter(isStatutoryHoliday).length;
      expect([12, 13]).toContain(days);
    }
  });
});

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const daysOf = (year: number) =>
  Array.from({ length: 366 }, (_, i) => plusDays(`${year}-01-01`, i)).filter((day) => day < `${year + 1}`);
