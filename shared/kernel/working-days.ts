import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { plusDays } from './day.ts';

/** Public holidays, and the weekend days worked in exchange. The data alone: the package's functions depend on the machine's time zone. */
const holidays: Readonly<Record<string, string>> = calendar.holidays;
const workedWeekends: Readonly<Record<string, string>> = calendar.workdays;

/**
 * Whether people work on this day: weekends and public holidays are off, weekends that were swapped for a holiday are not.
 * The State Council publishes the holidays a year at a time; of years not published yet, only the weekends are off.
 *
 * @param day ISO 8601 date
 */
export function isWorkingDay(day: string): boolean {
  if (workedWeekends[day] !== undefined) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return holidays[day] === undefined && weekday !== 0 && weekday !== 6;
}

/** The day itself if it is a working day, otherwise the first one after it. @param day ISO 8601 date */
export function firstWorkingDay(day: string): string {
  let candidate = day;
  while (!isWorkingDay(candidate)) candidate = plusDays(candidate, 1);
  return candidate;
}
