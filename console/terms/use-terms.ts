import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { operations } from '../generated/api.ts';
import { READ_EVERY_MS, useList } from '../states/list.tsx';

type Query = NonNullable<operations['getClocksSummary']['parameters']['query']>;

/** The filters of the terms that stand in the address, as the API takes them. */
export type TermFilters = Pick<Query, 'mine' | 'kind' | 'dueBefore'>;

const PAGE = 100;

/** The filters in an address. A value that the API does not take is its to refuse. */
export function filtersIn(query: URLSearchParams): TermFilters {
  const given = (['mine', 'kind'] as const).flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value]];
  });
  return Object.fromEntries(given) as TermFilters;
}

/** The terms that concern this person: those that ran out first, then by their end. */
export function useTerms(filters: TermFilters) {
  return useList(['terms', 'list', filters], (page) =>
    contentOf(api.GET('/v1/clocks', { params: { query: { ...filters, limit: PAGE, ...page } } })),
  );
}

/** How many terms fit the filters. */
export function useTermSums(filters: TermFilters) {
  return useQuery({
    queryKey: ['terms', 'summary', filters],
    queryFn: () => contentOf(api.GET('/v1/clocks/summary', { params: { query: filters } })),
    refetchInterval: READ_EVERY_MS,
  });
}
