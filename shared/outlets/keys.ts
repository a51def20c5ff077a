import type { IndexEntry } from '../journal/stream.ts';

/** More than an outlet ever counts in a month. */
const MOST = 999_999_999;

/** The outlets of a month in all of the city, in the index `listing`, the most accounts first. @param month `YYYY-MM`, in Beijing */
export function outletsOfMonthKey(month: string): string {
  return `outlets#${month}`;
}

/** Those of a district, in the index `attention`. */
export function outletsOfDistrictKey(district: string, month: string): string {
  return `outlets#${district}#${month}`;
}

/** Those of a bank or an operator, in the index `inbox`. */
export function outletsOfOwnerKey(owner: string, month: string): string {
  return `outlets-of#${owner}#${month}`;
}

/** Where an outlet stands among those of a month. */
export function byCount(pk: string, count: number, outletId: string): IndexEntry {
  return { pk, sk: `${String(MOST - count).padStart(9, '0')}#${outletId}` };
}

/** The months of an outlet, in the index `file`, in the order of time. */
export function monthsOfOutletKey(outletId: string): string {
  return `months-of-outlet#${outletId}`;
}

export function monthOfOutlet(outletId: string, month: string): IndexEntry {
  return { pk: monthsOfOutletKey(outletId), sk: month };
}

/** The accounts and cards that count for an outlet in a month, in the index `file`. */
export function openingsOfOutletKey(outletId: string, month: string): string {
  return `openings-of-outlet#${outletId}#${month}`;
}

export function openingOfOutlet(outletId: string, month: string, key: string): IndexEntry {
  return { pk: openingsOfOutletKey(outletId, month), sk: key };
}
