import type { StreamType } from '../../journal/stream.ts';
import { defined } from '../../kernel/defined.ts';
import { impossible } from '../../kernel/impossible.ts';
import { ListPageFact, NationalListFact } from './list-facts.ts';
import { ListPage, NationalList } from './list-model.ts';

/** National lists by their id. Each is loaded by it, so no index has them. */
export const NationalLists: StreamType<NationalList, NationalListFact> = {
  name: 'blacklist-list',
  schemaVersion: 1,
  state: NationalList,
  fact: NationalListFact,
  evolve: evolveList,
  index: () => ({ entries: {}, card: {} }),
};

function evolveList(before: NationalList | undefined, { type, data }: NationalListFact): NationalList {
  if (type === 'blacklist-list.version-begun') {
    const { listId, version, pages } = data;
    const last = before?.completedAt === undefined ? before?.before : before.marks;
    return {
      listId,
      version,
      pages,
      taken: 0,
      marks: 0,
      unread: 0,
      ...defined({ before: last }),
      delisted: before?.delisted ?? 0,
    };
  }
  if (before === undefined) impossible('a list begins with its first version');
  switch (type) {
    case 'blacklist-list.page-taken':
      return {
        ...before,
        taken: before.taken + 1,
        marks: (before.marks ?? 0) + (data.good ?? data.rows),
        unread: (before.unread ?? 0) + (data.unread ?? 0),
      };
    case 'blacklist-list.held':
      return { ...before, heldAt: data.at };
    case 'blacklist-list.completed': {
      const { heldAt: _, ...list } = before;
      return { ...list, completedAt: data.at };
    }
    case 'blacklist-list.missing-delisted':
      return { ...before, delisted: before.delisted + data.delisted };
  }
}

/** Pages by list, version and number (`pageIdOf`). */
export const ListPages: StreamType<ListPage, ListPageFact> = {
  name: 'blacklist-page',
  schemaVersion: 1,
  state: ListPage,
  fact: ListPageFact,
  factsWithin: true,
  evolve: (_, { data }) => data,
  index: () => ({ entries: {}, card: {} }),
};

export function pageIdOf(listId: string, version: number, page: number): string {
  return `${listId}:${version}:${page}`;
}
