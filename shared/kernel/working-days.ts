import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { beijingDay, plusDays, startOfDay } from './beijing.ts';
import { isStatutoryHoliday } from './statutory-holidays.ts';

/** Days off, and weekend days worked in exchange, as announced. The data alone: the package's functions depend on the machine's time zone. */
const announcedOff: Readonly<Record<string, string>> = calendar.holidays;
const announcedWorked: Readonly<Record<string, string>> = calendar.workdays;

/**
 * The last day that the State Council's yearly notices known here cover: the data have a horizon. Behind it only the weekends and the
 * holidays of the law are certain, so a result that depends on days behind it is provisional. `npm update chinese-days` moves it
 * (docs/runbooks/calendar-ends.md).
 */
export const calendarKnownUntil = `${Object.keys(announcedOff).toSorted().at(-1)?.slice(0, 4)}-12-31`;

/** Whether a day lies behind the horizon, so that a later notice may change it. @param day ISO 8601 date */
export function isBehindHorizon(day: string): boolean {
  return day > calendarKnownUntil;
}

/**
 * Whether people work on this day: weekends and public holidays are off, weekends that were swapped for a holiday are not. Of days behind
 * the horizon (`isBehindHorizon`), weekends and the holidays of the law are off.
 *
 * @param day ISO 8601 date
 */
export function isWorkingDay(day: string): boolean {
  if (announcedWorked[day] !== undefined) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return isBehindHorizon(day) ? !isStatutoryHoliday(day) : announcedOff[day] === undefined;
}

/** The day itself if it is a working day, otherwise the first one after it. @param day ISO 8601 date */
export function firstWorkingDay(day: string): string {
  let candidate = day;
  while (!isWorkingDay(candidate)) candidate = plusDays(candidate, 1);
  return candidate;
}

/** The working day that comes so many working days after a day, which does not count itself. @param day ISO 8601 date */
export function plusWorkingDays(day: string, count: number): string {
  let counted = day;
  for (let left = count; left > 0; left -= 1) counted = firstWorkingDay(plusDays(counted, 1));
  return counted;
}

/**
 * A term of so many working days that begins at a moment, whose own day does not count: its last day, and the midnight after it in Beijing.
 *
 * @param at ISO 8601, UTC
 */
export function workingDaysFrom(at: string, count: number): { readonly lastDay: string; readonly endsAt: string } {
  const lastDay = plusWorkingDays(beijingDay(at), count);
  return { lastDay, endsAt: startOfDay(plusDays(lastDay, 1)) };
}

/** How many days of the calendar are left from this day on; negative once it has ended. @param day ISO 8601 date */
export function calendarDaysLeft(day: string): number {
  return Math.round((Date.parse(calendarKnownUntil) - Date.parse(day)) / 86_400_000);
}
