import * as z from 'zod';
import { beijingDay, plusDays, startOfDay } from '../kernel/beijing.ts';
import { HOUR, MINUTE, plus } from '../kernel/time.ts';
import { firstWorkingDay } from '../kernel/working-days.ts';

const Time = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/, 'must be a time of day as HH:MM');

/** How a meeting recurs, in Beijing: each week on a weekday (1 is Monday), or each month on a day; the last day if the month is shorter. */
export const Recurrence = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('week'), weekday: z.int().min(1).max(7), time: Time }),
  z.strictObject({ every: z.literal('month'), day: z.int().min(1).max(31), time: Time }),
]);
export type Recurrence = z.infer<typeof Recurrence>;

/** Longer than any run of days off moves a meeting. */
const LONGEST_BREAK = 14;

/**
 * The first meeting after a moment. A meeting that would fall on a day off is on the first working day after it.
 *
 * @param after ISO 8601, UTC
 */
export function nextOccurrence(rule: Recurrence, after: string): string {
  let day = plusDays(beijingDay(after), -LONGEST_BREAK);
  for (;;) {
    if (falls(rule, day)) {
      const at = atTime(firstWorkingDay(day), rule.time);
      if (at > after) return at;
    }
    day = plusDays(day, 1);
  }
}

/** Whether the rule names this day. @param day ISO 8601 date */
function falls(rule: Recurrence, day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  if (rule.every === 'week') return date.getUTCDay() === rule.weekday % 7;
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(rule.day, last);
}

function atTime(day: string, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return plus(startOfDay(day), hours * HOUR + minutes * MINUTE);
}
