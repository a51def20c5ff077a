import { type InfiniteData, type QueryKey, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Answer } from './answer.tsx';
import { More } from './more.tsx';

/** A list is not told of changes; while it is seen it is read again so often. */
export const READ_EVERY_MS = 30_000;

/** A page of a list as the API gives it. */
interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

interface ListOptions {
  readonly enabled?: boolean;
  /** Milliseconds; false: it is not read again by itself, since the page is told of changes, each look is recorded, or it seldom changes. */
  readonly refetchInterval?: number | false;
  readonly refetchOnWindowFocus?: false;
}

/** A list of the API, page by page. @param read the page that begins at the cursor; without one, the first */
export function useList<P extends PageOf<unknown>>(
  queryKey: QueryKey,
  read: (page: { readonly cursor?: string }) => Promise<P>,
  options: ListOptions = {},
) {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    queryFn: ({ pageParam }) => read(pageParam === '' ? {} : { cursor: pageParam }),
    getNextPageParam: ({ next }) => next,
    refetchInterval: READ_EVERY_MS,
    ...options,
  });
}

/** All entries that were read. */
export function entriesOf<Item>({ data }: { readonly data: InfiniteData<PageOf<Item>> | undefined }): readonly Item[] {
  return (data?.pages ?? []).flatMap(({ items }) => items);
}

interface ListProps<P extends PageOf<unknown>> {
  readonly of: UseInfiniteQueryResult<InfiniteData<P>>;
  /** What the page says instead of an empty list; absent: what is shown is never empty. */
  readonly empty?: string;
  /** @param pages for what a page says beside its entries */
  readonly children: (items: readonly P['items'][number][], pages: readonly P[]) => ReactNode;
}

/** The entries of a list, as far as they were read, and the button for more. */
export function List<P extends PageOf<unknown>>({ of, empty, children }: ListProps<P>) {
  const isEmpty = ({ pages }: InfiniteData<P>) => pages.every(({ items, next }) => items.length === 0 && next === undefined);
  return (
    <Answer of={of} {...(empty !== undefined && { empty: { when: isEmpty, text: empty } })}>
      {({ pages }) => (
        <>
          {children(
            pages.flatMap(({ items }): readonly P['items'][number][] => items),
            pages,
          )}
          <More {...of} />
        </>
      )}
    </Answer>
  );
}
