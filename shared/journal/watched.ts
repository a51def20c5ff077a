import type { Journal } from './journal.ts';
import { type AnyLoaded, streamKey } from './stream.ts';

/**
 * The reads of one attempt. Two reads happen at two moments: if another command was recorded between them, their results together were
 * never true, and a conclusion from them is not either.
 */
export interface Watch {
  /** Forgets the reads: a new attempt begins. */
  begin(): void;
  /** Whether one stream was read at two versions. Known without asking the journal. */
  torn(): boolean;
  /**
   * Whether all reads were true at one moment: nothing that was read has changed until now. Asks the journal if the attempt read several
   * streams.
   */
  holds(): Promise<boolean>;
}

const watches = new WeakMap<Journal, Watch>();

/** The watch of a journal that `watched` gave. */
export function watchOf(journal: Journal): Watch | undefined {
  return watches.get(journal);
}

/** The same journal, which remembers at which versions it has given its streams. For one request. */
export function watched(journal: Journal): Journal {
  let read = new Map<string, AnyLoaded>();
  let torn = false;
  const note = (loaded: AnyLoaded): void => {
    const key = streamKey(loaded.type.name, loaded.id);
    const before = read.get(key);
    if (before !== undefined && before.version !== loaded.version) torn = true;
    read.set(key, loaded);
  };
  const watching: Journal = {
    ...journal,
    load: async (type, id) => {
      const loaded = await journal.load(type, id);
      note(loaded);
      return loaded;
    },
    loadMany: async (type, ids) => {
      const all = await journal.loadMany(type, ids);
      for (const loaded of all) note(loaded);
      return all;
    },
  };
  watches.set(watching, {
    begin: () => {
      read = new Map();
      torn = false;
    },
    torn: () => torn,
    holds: async () => !torn && (read.size < 2 || (await areAsRead(journal, [...read.values()]))),
  });
  return watching;
}

/** The most streams in one read of the journal. */
const AT_ONCE = 100;

async function areAsRead(journal: Journal, streams: readonly AnyLoaded[]): Promise<boolean> {
  const kinds = [...Map.groupBy(streams, ({ type }) => type)];
  const same = await Promise.all(
    kinds.map(async ([type, ofKind]) => {
      for (let from = 0; from < ofKind.length; from += AT_ONCE) {
        const before = ofKind.slice(from, from + AT_ONCE);
        const now = await journal.loadMany(
          type,
          before.map(({ id }) => id),
        );
        if (now.some(({ version }, i) => version !== before[i]?.version)) return false;
      }
      return true;
    }),
  );
  return same.every((one) => one);
}
