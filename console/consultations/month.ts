const locales = { zh: 'zh-CN', en: 'en-GB' } as const;
type Language = keyof typeof locales;
const CITY_TIME = 'Asia/Shanghai';
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** The month of a moment in Beijing, in words. @param instant ISO 8601 */
export function monthOf(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeZone: CITY_TIME, year: 'numeric', month: 'long' }).format(
    new Date(instant),
  );
}

/** The name of a weekday. @param weekday 1 is Monday */
export function weekdayOf(weekday: number, language: Language): string {
  const form = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', weekday: 'long' });
  return form.format(new Date(MONDAY + (weekday - 1) * DAY_MS));
}
