import { describe, expect, test } from 'vitest';
import { daysAsked, usualDays } from '../../console/states/period.ts';

const today = '2026-12-05';
const asked = (address: string, by = 'day') => daysAsked(new URLSearchParams(address), by, today);

describe('the days of figures', () => {
  test('are those of this month so far, unless the address says others', () => {
    expect(asked('')).toEqual({ from: '2026-12-01', to: today });
    expect(asked('from=2026-11-03&to=2026-11-09')).toEqual({ from: '2026-11-03', to: '2026-11-09' });
    expect(asked('from=yesterday&to=2026-11-9')).toEqual({ from: '2026-12-01', to: today });
  });

  test('are whole months for banks, the last of them up to today', () => {
    expect(asked('from=2026-02-10&to=2026-02-20', 'bank')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(asked('from=2026-11-10&to=2026-12-02', 'bank')).toEqual({ from: '2026-11-01', to: today });
    expect(asked('from=2024-02-10&to=2024-02-20', 'bank').to).toBe('2024-02-29');
  });

  test('that are often asked for end today or with a month, over the turn of the year too', () => {
    expect(usualDays(today)).toEqual({
      today: { from: today, to: today },
      thisMonth: { from: '2026-12-01', to: today },
      lastMonth: { from: '2026-11-01', to: '2026-11-30' },
      thisYear: { from: '2026-01-01', to: today },
    });
    expect(usualDays('2027-01-01').lastMonth).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });
});
