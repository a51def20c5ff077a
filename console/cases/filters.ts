import type { CaseQuery } from './lists.ts';

/** The filters that the page offers, by their names in the API. */
export const filterNames = [
  'district',
  'status',
  'station',
  'mine',
  'from',
  'to',
  'sort',
] as const satisfies readonly (keyof CaseQuery)[];
export type FilterName = (typeof filterNames)[number];

/** The filters that stand in an address. A value that the API does not take is its to refuse, in its own words. */
export function filtersIn(query: URLSearchParams): CaseQuery {
  const given = filterNames.flatMap((name) => {
    const value = query.get(name);
    return value === null || value === '' ? [] : [[name, value]];
  });
  // An address is text: the API has the last word on what it holds.
  return Object.fromEntries(given) as CaseQuery;
}

/** The address with another value of one filter; empty takes it away. */
export function withFilter(query: URLSearchParams, name: FilterName, value: string): URLSearchParams {
  const changed = new URLSearchParams(query);
  if (value === '') changed.delete(name);
  else changed.set(name, value);
  return changed;
}
