import { plusDays } from './beijing.ts';

/**
 * The holidays of the whole people that the law itself names (全国年节及纪念日放假办法, State Council decree 795, in force from 1 January 2025:
 * thirteen days a year). The State Council announces the days off around them, and the weekends worked in exchange, a year at a time.
 */

/** The first year of the decree, which is the first of the table. */
const FIRST_YEAR = 2025;

/**
 * Month and day of 春节, 端午 and 中秋 in each year from 2025 to 2099, by the lunar calendar as published (GB/T 33661). A table, since the
 * platform's own lunar calendar is a day off where a new moon is close to midnight in Beijing (2027, 2030).
 */
const lunarFestivals: readonly string[] = `
  0129 0531 1006, 0217 0619 0925, 0206 0609 0915, 0126 0528 1003, 0213 0616 0922,
  0203 0605 0912, 0123 0624 1001, 0211 0612 0919, 0131 0601 0908, 0219 0620 0927,
  0208 0610 0916, 0128 0530 1004, 0215 0618 0924, 0204 0607 0913, 0124 0527 1002,
  0212 0614 0920, 0201 0603 0910, 0122 0622 0928, 0210 0611 0917, 0130 0531 1005,
  0217 0619 0925, 0206 0608 0915, 0126 0529 1004, 0214 0615 0922, 0202 0604 0911,
  0123 0623 0930, 0211 0613 0919, 0201 0601 0907, 0219 0620 0926, 0208 0610 0916,
  0128 0530 1005, 0215 0617 0924, 0204 0606 0913, 0124 0625 1002, 0212 0614 0921,
  0202 0603 0909, 0121 0622 0928, 0209 0611 0917, 0129 0601 1006, 0217 0619 0925,
  0205 0608 0915, 0126 0528 1003, 0214 0616 0923, 0203 0604 0911, 0123 0623 0929,
  0211 0613 0919, 0131 0602 0908, 0219 0620 0926, 0207 0610 0916, 0127 0530 1005,
  0215 0617 0924, 0205 0606 0912, 0124 0624 1001, 0212 0614 0920, 0202 0604 0910,
  0122 0622 0928, 0209 0611 0917, 0129 0601 1006, 0217 0619 0926, 0206 0607 0914,
  0126 0527 1003, 0214 0615 0922, 0203 0605 0911, 0124 0623 0929, 0210 0613 0918,
  0130 0602 0908, 0218 0621 0927, 0207 0609 0916, 0127 0529 1005, 0215 0617 0924,
  0205 0606 0913, 0125 0624 0930, 0212 0614 0920, 0201 0604 0909, 0121 0623 0929
`.split(',');

/** 元旦, 劳动节, 国庆节. */
const SOLAR_DAYS: readonly string[] = ['0101', '0501', '0502', '1001', '1002', '1003'];

/** Whether the law makes this day a holiday, with or without an announcement. @param day ISO 8601 date, 2025 to 2099 */
export function isStatutoryHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return [...SOLAR_DAYS, ...lunarDays(year), qingming(year)].includes(day.slice(5).replace('-', ''));
}

/** 除夕 to the third day of the first month, 端午, 中秋; none outside the table. */
function lunarDays(year: number): readonly string[] {
  const [spring, dragonBoat, midAutumn] = lunarFestivals[year - FIRST_YEAR]?.trim().split(' ') ?? [];
  if (spring === undefined || dragonBoat === undefined || midAutumn === undefined) return [];
  const newYear = `${year}-${spring.slice(0, 2)}-${spring.slice(2)}`;
  return [...[-1, 0, 1, 2].map((days) => plusDays(newYear, days).slice(5).replace('-', '')), dragonBoat, midAutumn];
}

/** 清明, by the rule for the years 2000 to 2099. */
function qingming(year: number): string {
  const of = year % 100;
  return `040${Math.floor(of * 0.2422 + 4.81) - Math.floor(of / 4)}`;
}
