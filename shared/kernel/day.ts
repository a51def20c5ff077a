import * as z from 'zod';
import { DAY, epoch, HOUR, instant } from './time.ts';

/** A day in Beijing, as people write dates in documents: `YYYY-MM-DD`. Days compare as text. */
export const Day = z.iso.date('must be a date as YYYY-MM-DD');

/** Beijing is UTC+8 all year: no summer time. */
const BEIJING = 8 * HOUR;

/** The first moment of a day in Beijing, ISO 8601 UTC. */
export function startOfDay(day: string): string {
  return instant(Date.parse(`${day}T00:00:00.000Z`) - BEIJING);
}

/** The day so many days later, or earlier if negative. */
export function plusDays(day: string, days: number): string {
  return instant(epoch(`${day}T00:00:00.000Z`) + days * DAY).slice(0, 10);
}
