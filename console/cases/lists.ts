import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { operations } from '../generated/api.ts';

/** The filters of the list of cases, as the API takes them. */
export type CaseQuery = NonNullable<operations['listCases']['parameters']['query']>;
type Listed = operations['listCases']['responses'][200]['content']['application/json']['items'][number];

/** A case that another agency shares. */
export type SharedCase = Extract<Listed, { grantId: string }>;
/** A case of the district or the city. */
export type OwnCase = Exclude<Listed, { grantId: string }>;

const isOwn = (item: Listed): item is OwnCase => !('grantId' in item);

/** A list is not told of changes; while it is seen it is read again. */
const READ_EVERY_MS = 30_000;

function pageOfCases(query: CaseQuery, cursor: string) {
  return contentOf(api.GET('/v1/cases', { params: { query: { ...query, ...(cursor !== '' && { cursor }) } } }));
}

/** The key of the shares of others with this person. */
export const sharesKey = ['cases', 'shared'] as const;

/** The cases that other agencies share with this person. */
export function useSharedCases() {
  return useInfiniteQuery({
    queryKey: sharesKey,
    initialPageParam: '',
    queryFn: ({ pageParam }) => pageOfCases({ shared: 'with-me' }, pageParam),
    getNextPageParam: ({ next }) => next,
    refetchInterval: READ_EVERY_MS,
    select: ({ pages }) => pages.flatMap(({ items }) => items).filter((item) => 'grantId' in item),
  });
}

/** The cases of the district or the city that fit the filters. */
export function useOwnCases(filters: CaseQuery) {
  return useInfiniteQuery({
    queryKey: ['cases', 'own', filters],
    initialPageParam: '',
    queryFn: ({ pageParam }) => pageOfCases(filters, pageParam),
    getNextPageParam: ({ next }) => next,
    refetchInterval: READ_EVERY_MS,
    select: ({ pages }) => pages.flatMap(({ items }) => items).filter(isOwn),
  });
}

/** How many cases fit the filters, by state, with their sums; undefined until it is read. */
export function useCasesSummary({ sort: _, ...filters }: CaseQuery) {
  const { data } = useQuery({
    queryKey: ['cases', 'summary', filters],
    queryFn: () => contentOf(api.GET('/v1/cases/summary', { params: { query: filters } })),
  });
  return data;
}
