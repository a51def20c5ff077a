import { HOUR, instant } from './time.ts';

/** Beijing is UTC+8 all year: no summer time. */
const BEIJING = 8 * HOUR;

/**
 * The same time of day in Beijing, `months` later; the last day of the month if that month is shorter (six months from 31 August end on 28
 * or 29 February).
 *
 * @param at ISO 8601, UTC
 */
export function plusMonths(at: string, months: number): string {
  const local = new Date(Date.parse(at) + BEIJING);
  const day = local.getUTCDate();
  local.setUTCDate(1);
  local.setUTCMonth(local.getUTCMonth() + months);
  const daysInMonth = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
  local.setUTCDate(Math.min(day, daysInMonth));
  return instant(local.getTime() - BEIJING);
}
