import type { Language } from './language.ts';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const FEN_IN_YUAN = 100;
const CITY_TIME = 'Asia/Shanghai';

/** A sum in the reader's form. @param fen as the API gives it */
export function money(fen: number, language: Language): string {
  const form = new Intl.NumberFormat(locales[language], { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' });
  return form.format(fen / FEN_IN_YUAN);
}

/** A moment in Beijing. @param instant ISO 8601 */
export function moment(instant: string, language: Language): string {
  const form = new Intl.DateTimeFormat(locales[language], {
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
