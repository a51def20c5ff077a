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

/** The hour of the day in Beijing at a moment, 0 to 23. @param at ISO 8601, UTC */
export function beijingHour(at: string): number {
  return new Date(Date.parse(at) + BEIJING).getUTCHours();
}

/** The first moment of a day in Beijing, ISO 8601 UTC. */
export function startOfDay(day: string): string {
  return instant(Date.parse(`${day}T00:00:00.000Z`) - BEIJING);
}

/** The day that ends at a moment: the day before a midnight in Beijing, undefined of any other moment. @param at ISO 8601, UTC */
export function dayEndingAt(at: string): string | undefined {
  return at === startOfDay(beijingDay(at)) ? plusDays(beijingDay(at), -1) : undefined;
}

/** The day so many days later, or earlier if negative. */
export function plusDays(day: string, days: number): string {
  return instant(epoch(`${day}T00:00:00.000Z`) + days * DAY).slice(0, 10);
}

/** The first day of a month. @param month `YYYY-MM` */
export function firstDayOf(month: string): string {
  return `${month}-01`;
}

/** The last day of a month. @param month `YYYY-MM` */
export function lastDayOf(month: string): string {
  return plusDays(beijingDay(plusMonths(startOfDay(firstDayOf(month)), 1)), -1);
}

/** The days from one to another, both included; none if the first is later. @param from `YYYY-MM-DD` */
export function daysFrom(from: string, to: string): readonly string[] {
  const count = Math.floor((epoch(`${to}T00:00:00.000Z`) - epoch(`${from}T00:00:00.000Z`)) / DAY) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, days) => plusDays(from, days));
}

/** The months that have days from one to another, both included; none if the first is later. @param from `YYYY-MM-DD` */
export function monthsFrom(from: string, to: string): readonly string[] {
  const first = numberOfMonth(from);
  return Array.from({ length: Math.max(0, numberOfMonth(to) - first + 1) }, (_, months) => monthNumbered(first + months));
}

/** Months counted from the year 0. */
function numberOfMonth(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function monthNumbered(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
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
