/** Days of alarms, both included, as `2026-11-27`. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const firstOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The last day of the month of a day. */
function lastOf(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/**
 * The days that are asked for by the address of the page: this month, unless it says others. Banks are told apart by whole months.
 *
 * @param today in Beijing
 */
export function daysAsked(query: URLSearchParams, by: string, today: string): Days {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  const days = { from: DAY.test(from) ? from : firstOf(today), to: DAY.test(to) ? to : today };
  if (by !== 'bank') return days;
  const end = lastOf(days.to);
  return { from: firstOf(days.from), to: end < today ? end : today };
}

/** Periods that are often asked for. */
export function usualDays(today: string): Readonly<Record<'today' | 'thisMonth' | 'lastMonth' | 'thisYear', Days>> {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const before = new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
  return {
    today: { from: today, to: today },
    thisMonth: { from: firstOf(today), to: today },
    lastMonth: { from: firstOf(before), to: before },
    thisYear: { from: `${today.slice(0, 4)}-01-01`, to: today },
  };
}
