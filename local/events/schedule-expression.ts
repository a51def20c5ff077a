import { CityError } from '../city-error.ts';

/** Gives the first moment after `after` (epoch milliseconds) at which a schedule is due, or undefined when there is none. */
export type NextRun = (after: number) => number | undefined;

const minute = 60_000;
const hour = 60 * minute;
const units: Readonly<Record<string, number>> = { minute, hour, day: 24 * hour };
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const furthestDays = 5 * 366;

/**
 * Reads `rate(5 minutes)` or `cron(minute hour day-of-month month day-of-week year)`, in the time zone given.
 * @throws CityError naming the schedule, for anything else: `at(…)` happens once, and `L`, `W` and `#` of cron are not known here
 */
export function parseSchedule(expression: string, timezone: string, where: string): NextRun {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const unit = units[rate?.[2] ?? ''];
  if (rate && unit !== undefined && Number(rate[1]) > 0) return (after) => after + Number(rate[1]) * unit;
  const fields = /^cron\(([^)]+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new CityError(`${where}: the local city does not know the schedule ${expression}`);
  return cron(fields, timezone, `${where}: ${expression}`);
}

function cron(fields: readonly string[], timezone: string, where: string): NextRun {
  const field = (at: number, from: number, to: number, names: readonly string[] = [], offset = 0): ReadonlySet<number> =>
    readField(fields[at] ?? '*', { from, to, names, offset, where });
  const minutes = [...field(0, 0, 59)].sort((a, b) => a - b);
  const hours = [...field(1, 0, 23)].sort((a, b) => a - b);
  const daysOfMonth = field(2, 1, 31);
  const inMonths = field(3, 1, 12, months, 1);
  const daysOfWeek = field(4, 1, 7, weekdays, 1);
  const years = field(5, 1970, 2199);
  const suits = (day: Date): boolean =>
    years.has(day.getUTCFullYear()) &&
    inMonths.has(day.getUTCMonth() + 1) &&
    daysOfMonth.has(day.getUTCDate()) &&
    daysOfWeek.has(day.getUTCDay() + 1);
  const toLocal = offsetOf(timezone, where);

  return (after) => {
    const start = new Date(after + toLocal(after));
    for (let days = 0; days < furthestDays; days += 1) {
      const day = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + days));
      if (!suits(day)) continue;
      for (const atHour of hours) {
        for (const atMinute of minutes) {
          const local = day.getTime() + atHour * hour + atMinute * minute;
          const instant = local - toLocal(local - toLocal(local));
          if (instant > after) return instant;
        }
      }
    }
    return undefined;
  };
}

interface FieldRule {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
  readonly offset: number;
  readonly where: string;
}

/** `*`, `?`, `5`, `1,15`, `1-5`, `0/10`, `MON,FRI`, `MON-FRI`. */
function readField(text: string, rule: FieldRule): ReadonlySet<number> {
  const all = new Set<number>();
  for (const part of text.toUpperCase().split(',')) {
    const match = /^(\*|\?|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/(\d+))?$/.exec(part);
    if (!match) throw new CityError(`${rule.where}: '${part}' is not known here`);
    const any = match[1] === '*' || match[1] === '?';
    const first = any ? rule.from : readNumber(match[1] ?? '', rule);
    const last = match[2] !== undefined ? readNumber(match[2], rule) : any || match[3] !== undefined ? rule.to : first;
    const step = Number(match[3] ?? 1);
    if (step < 1) throw new CityError(`${rule.where}: '${part}' is not known here`);
    for (let value = first; value <= last; value += step) all.add(value);
  }
  return all;
}

function readNumber(text: string, { from, to, names, offset, where }: FieldRule): number {
  const named = names.indexOf(text);
  const value = named >= 0 ? named + offset : Number(text);
  if (!Number.isInteger(value) || value < from || value > to) throw new CityError(`${where}: '${text}' is not known here`);
  return value;
}

/** How many milliseconds a time zone's wall clock is ahead of UTC at an instant. */
function offsetOf(timezone: string, where: string): (instant: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  } catch {
    throw new CityError(`${where}: there is no time zone ${timezone}`);
  }
  return (instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
    return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * minute : 0;
  };
}
