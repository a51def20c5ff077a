import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { readUnlessKnown, type Tagged } from '../api/read-again.ts';

export type BankOrder = Schemas['BankReading'];
type OrderPage = Tagged<Schemas['BankOrderPage']>;

/** Which orders the list shows, as the API names them. */
export const parts = ['open', 'answered', 'all'] as const;
export type Part = (typeof parts)[number];

/** The API's largest page: a bank has most of what waits in one request. */
const PAGE = 100;
/** While something waits for the bank, and while nothing does. */
const RUNNING_MS = 5_000;
const RESTING_MS = 30_000;

/** So often what runs is read again, and what rests. */
export const pace = (runs: boolean): number => (runs ? RUNNING_MS : RESTING_MS);

/** Under this key all lists of the bank's orders are kept. */
export const bankOrdersKey = ['bank-orders'] as const;

/** The orders of the bank, read again while the tab is seen; what has not changed costs a 304. */
export function useBankOrders(part: Part) {
  const queries = useQueryClient();
  const queryKey = [...bankOrdersKey, part];
  return useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const kept = queries.getQueryData<InfiniteData<OrderPage, string>>(queryKey);
      const before = kept?.pages[kept.pageParams.indexOf(pageParam)];
      const query = { state: part, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) };
      return readUnlessKnown(before, (header) => api.GET('/v1/bank/orders', { params: { query, header }, signal }));
    },
    getNextPageParam: ({ content }) => content.next,
    refetchInterval: ({ state: { data } }) =>
      pace(data?.pages.some(({ content }) => content.items.some(({ state }) => state === 'open')) ?? false),
  });
}

/** An order of the list, and when it was read. */
export interface ListedOrder {
  readonly order: BankOrder;
  readonly readAt: number;
}

/** All orders that were read. */
export const listedIn = ({ pages }: { readonly pages: readonly OrderPage[] }): readonly ListedOrder[] =>
  pages.flatMap(({ content, readAt }) => content.items.map((order) => ({ order, readAt })));
