import { beijingDay } from '../../shared/kernel/beijing.ts';
import { calendarDaysLeft, calendarKnownUntil } from '../../shared/kernel/working-days.ts';
import type { Policy } from '../../shared/policy/policy.ts';

/** How far ahead the public holidays are known, and whether an administrator has to bring the next year in. @param now ISO 8601, UTC */
export function calendarAt(now: string, policy: Policy) {
  const daysLeft = calendarDaysLeft(beijingDay(now));
  return { knownUntil: calendarKnownUntil, daysLeft, endsSoon: daysLeft < policy.amount('calendar.horizon-warning', now) };
}
