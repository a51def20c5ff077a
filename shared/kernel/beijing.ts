import { DAY, epoch, HOUR, instant } from './time.ts';

/** Beijing is UTC+8 all year: no summer time. */
const BEIJING = 8 * HOUR;

/** The day in Beijing at a moment, `YYYY-MM-DD`. @param at ISO 8601, UTC */
export function beijingDay(at: string): string {
  return new Date(Date.parse(at) + BEIJING).toISOString().slice(0, 10);
}

/** The month in Beijing at a moment, `YYYY-MM`. @param at ISO 8601, UTC */
export function beijingMonth(at: string): string {
  return beijingDay(at).slice(0, 7);
}

/** The first moment of a day in Beijing, ISO 8601 UTC. */
export function startOfDay(day: string): string {
  return instant(Date.parse(`${day}T00:00:00.000Z`) - BEIJING);
}

/** The day so many days later, or earlier if negative. */
export function plusDays(day: string, days: number): string {
  return instant(epoch(`${day}T00:00:00.000Z`) + days * DAY).slice(0, 10);
}

/**
 * The same time of day in Beijing, `months` later; the last day of the month where that month is shorter
 * (six months from 31 August end on 28 or 29 February).
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
