import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { operations } from '../generated/api.ts';
import { useList } from '../states/list.tsx';

/** The filters of the list of cases, as the API takes them. */
export type CaseQuery = NonNullable<operations['listCases']['parameters']['query']>;
type Listed = operations['listCases']['responses'][200]['content']['application/json']['items'][number];

/** A case that another agency shares. */
export type SharedCase = Extract<Listed, { grantId: string }>;
/** A case of the district or the city. */
export type OwnCase = Exclude<Listed, { grantId: string }>;

const isOwn = (item: Listed): item is OwnCase => !('grantId' in item);

const isShared = (item: Listed): item is SharedCase => 'grantId' in item;

/** A page of cases of one of the two kinds. */
async function pageOfCases<C extends Listed>(query: CaseQuery, isOne: (item: Listed) => item is C) {
  const { items, next } = await contentOf(api.GET('/v1/cases', { params: { query } }));
  return { items: items.filter(isOne), next };
}

/** The key of the shares of others with this person. */
export const sharesKey = ['cases', 'shared'] as const;

/** The cases that other agencies share with this person. */
export function useSharedCases() {
  return useList(sharesKey, (page) => pageOfCases({ shared: 'with-me', ...page }, isShared));
}

/** The cases of the district or the city that fit the filters. */
export function useOwnCases(filters: CaseQuery) {
  return useList(['cases', 'own', filters], (page) => pageOfCases({ ...filters, ...page }, isOwn));
}

/** How many cases fit the filters, by state, with their sums; undefined until it is read. */
export function useCasesSummary({ sort: _, ...filters }: CaseQuery) {
  const { data } = useQuery({
    queryKey: ['cases', 'summary', filters],
    queryFn: () => contentOf(api.GET('/v1/cases/summary', { params: { query: filters } })),
  });
  return data;
}
