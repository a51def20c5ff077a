import type * as z from 'zod';
import { PublishedMonth } from './sheet.ts';

/** An edition of a month as a reader sees it: the parts that are not the reader's are empty or absent. */
export const MonthView = PublishedMonth.partial({ total: true }).meta({ id: 'PublishedMonth' });
export type MonthView = z.infer<typeof MonthView>;

/** Which part of a sheet a reader sees. `all`; a district's police: their row; a bank: the city's total and its own row. */
export type SheetPart = 'all' | { readonly district: string } | { readonly bank: string };

export function monthView(published: PublishedMonth, part: SheetPart): MonthView {
  if (part === 'all') return published;
  const { total, districts, banks, ...head } = published;
  return 'bank' in part
    ? { ...head, total, districts: [], banks: banks.filter(({ key }) => key === part.bank) }
    : { ...head, districts: districts.filter(({ key }) => key === part.district), banks: [] };
}
