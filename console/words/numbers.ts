import type { Language } from './language.ts';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const SECONDS_A_MINUTE = 60;

/** A share in percent, to one decimal. */
export function percent(share: number, spoken: Language): string {
  return new Intl.NumberFormat(locales[spoken], { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** A number to one decimal. */
export function decimal(value: number, spoken: Language): string {
  return new Intl.NumberFormat(locales[spoken], { maximumFractionDigits: 1 }).format(value);
}

/** Seconds as minutes, to one decimal. */
export function minutes(seconds: number, spoken: Language): string {
  return decimal(seconds / SECONDS_A_MINUTE, spoken);
}
