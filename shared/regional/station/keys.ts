import type { IndexEntry } from '../../journal/stream.ts';

/** The filings of stations in a month, in the index `listing`. @param month `YYYY-MM`, in Beijing */
export function filedInMonthKey(month: string): string {
  return `station-filings#${month}`;
}

export function filedInMonth(month: string, station: string): IndexEntry {
  return { pk: filedInMonthKey(month), sk: station };
}
