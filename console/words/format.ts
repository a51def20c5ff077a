import type { Language } from './language.ts';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const FEN_IN_YUAN = 100;
const endsWithDay: Readonly<Record<Language, string>> = { zh: '当日结束', en: 'end of day' };
const CITY_TIME = 'Asia/Shanghai';

/** A sum in the reader's form. @param fen as the API gives it */
export function money(fen: number, language: Language): string {
  const form = new Intl.NumberFormat(locales[language], { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' });
  return form.format(fen / FEN_IN_YUAN);
}

/** A moment in Beijing; with its year if that is not the present one. @param instant ISO 8601 */
export function moment(instant: string, language: Language, now = new Date().toISOString()): string {
  const isOtherYear = dayOf(instant).slice(0, 4) !== dayOf(now).slice(0, 4);
  const form = new Intl.DateTimeFormat(locales[language], {
    ...(isOtherYear && { year: 'numeric' }),
    ...{ timeZone: CITY_TIME, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    hourCycle: 'h23',
  });
  return form.format(new Date(instant));
}

/** A span as a clock shows it: `12:05`, or `3:12:05` with hours. @param seconds also below zero */
export function span(seconds: number): string {
  const all = Math.abs(Math.trunc(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A moment in Beijing with its year, to the minute: for what may lie months away. @param instant ISO 8601 */
export function minute(instant: string, language: Language): string {
  const form = new Intl.DateTimeFormat(locales[language], {
    ...{ timeZone: CITY_TIME, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
  });
  return form.format(new Date(instant));
}

/** A moment in Beijing with its year, to the second: for a record. @param instant ISO 8601 */
export function exactly(instant: string, language: Language): string {
  const form = new Intl.DateTimeFormat(locales[language], {
    ...{ timeZone: CITY_TIME, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    second: '2-digit',
    hourCycle: 'h23',
  });
  return form.format(new Date(instant));
}

/** The day in Beijing, as `2026-11-27`. @param instant ISO 8601 */
export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: CITY_TIME }).format(new Date(instant));
}

/**
 * When a term ends: its last day if it ends with a day, so that the midnight after it is not read as the next day; else the minute.
 *
 * @param term `endsAt` is ISO 8601, `lastDay` as `2026-11-27`
 */
export function termEnd(term: { readonly endsAt: string; readonly lastDay?: string | undefined }, language: Language): string {
  return term.lastDay === undefined ? minute(term.endsAt, language) : `${term.lastDay} ${endsWithDay[language]}`;
}

/** A deadline of which only the moment is known: one at a midnight in Beijing ends with the day before. @param instant ISO 8601 */
export function deadline(instant: string, language: Language): string {
  const lastDay = dayOf(new Date(Date.parse(instant) - 1).toISOString());
  return termEnd({ endsAt: instant, lastDay: lastDay === dayOf(instant) ? undefined : lastDay }, language);
}

/**
 * The millisecond behind the midnight with which a day begins, ISO 8601: what ends with the day before ends at the midnight itself, and
 * `dueBefore` of the API leaves out the moment that it names.
 *
 * @param day `2026-11-27`
 */
export function behindMidnight(day: string): string {
  return `${day}T00:00:00.001+08:00`;
}

/** A day in the reader's form, with its day of the week. @param day `2026-11-27` */
export function dayName(day: string, language: Language): string {
  const form = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', month: 'long', day: 'numeric', weekday: 'short' });
  return form.format(new Date(`${day}T00:00:00Z`));
}

/** A month in the reader's form. @param month `2026-11` */
export function monthName(month: string, language: Language): string {
  const form = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', year: 'numeric', month: 'long' });
  return form.format(new Date(`${month}-01T00:00:00Z`));
}

/** The days of the week from Monday, in the reader's form. */
export function weekdays(language: Language): readonly string[] {
  const form = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', weekday: 'short' });
  // 2024 began with a Monday.
  return Array.from({ length: 7 }, (_, n) => form.format(new Date(Date.UTC(2024, 0, 1 + n))));
}
