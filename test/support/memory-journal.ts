import { randomUUID } from 'node:crypto';
import { type ReadItems, type Wanted, wholeFactPage } from '../../shared/journal/fact-page.ts';
import { cardOf, latestToken, loadedOf, recollectionOf, taskAlone } from '../../shared/journal/items.ts';
import type { Append, Appended, CardPage, IndexQuery, Journal } from '../../shared/journal/journal.ts';
import { commandKey, eventKey, STATE, TASK, tableShape } from '../../shared/journal/keys.ts';
import type { Item } from '../../shared/journal/packed-item.ts';
import { type Recording, record } from '../../shared/journal/recording.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { keepIfWanted } from './kept-releases.ts';

/** What the table's stream would show: an item that was put, and whether it was there before. */
interface WrittenItem {
  readonly kind: 'INSERT' | 'MODIFY';
  readonly item: Item;
}

/** The journal in memory: the same items under the same conditions, and a look at what was written. */
export interface MemoryJournal extends Journal {
  /** Every item put so far, in order, as the table's stream would show it. */
  readonly written: readonly WrittenItem[];
}

/**
 * A journal of its own. Held to the same contract as the real one (`journal-contract.ts`).
 * @param kept what is in it already; empty if left out
 */
export function createMemoryJournal(kept: readonly Item[] = []): MemoryJournal {
  const table = new Map<string, Map<string, Item>>();
  const written: WrittenItem[] = [];
  const world = randomUUID();
  const get = (pk: string, sk: string): Item | undefined => copy(table.get(pk)?.get(sk));
  const put = (item: Item): void => {
    const partition = table.get(String(item['pk'])) ?? new Map<string, Item>();
    table.set(String(item['pk']), partition);
    written.push({ kind: partition.has(String(item['sk'])) ? 'MODIFY' : 'INSERT', item });
    partition.set(String(item['sk']), item);
    keepIfWanted({ world, item });
  };
  // an item is copied when it is read, so these can be shared
  for (const item of kept) {
    const partition = table.get(String(item['pk'])) ?? new Map<string, Item>();
    table.set(String(item['pk']), partition);
    partition.set(String(item['sk']), item);
    written.push({ kind: 'INSERT', item });
    keepIfWanted({ world, item });
  }
  const recall: Journal['recall'] = async (id, now) => {
    const { pk, sk } = commandKey(id);
    return recollectionOf(get(pk, sk), now);
  };
  return {
    written,
    recall,
    load: async (type, id) => loadedOf(type, id, get(streamKey(type.name, id), STATE)),
    loadMany: async (type, ids) => {
      if (ids.length > 100) throw new Error(`${ids.length} streams are asked for at once; 100 is the most`);
      return ids.map((id) => loadedOf(type, id, get(streamKey(type.name, id), STATE)));
    },
    append: async (append) => {
      const recording = record(append);
      // Others get their turn between a caller's decision and its append, as they would over a network.
      await Promise.resolve();
      const refused = refusal(append, recording, get);
      if (refused !== undefined) return refused;
      for (const item of itemsOf(recording)) put(item);
      return { outcome: 'appended', versions: recording.versions };
    },
    facts: async (stream, { after = 0, limit }) => {
      const wanted = { after, limit };
      return wholeFactPage(
        () => factItems(() => table.get(stream) ?? new Map(), wanted),
        wanted,
        async () => undefined,
      );
    },
    find: async (query) => cardPage(table, query),
    keepTaskToken: async (task) => {
      const kept = get(task.stream, TASK)?.['issuedAt'];
      if (kept === undefined || String(kept) <= task.issuedAt) put(taskAlone(task));
    },
    taskToken: (stream) => latestToken(fromTheEnd(table.get(stream) ?? new Map())),
  };
}

function refusal(
  { command, remember = true }: Append,
  { streams, requires }: Recording,
  get: (pk: string, sk: string) => Item | undefined,
): Appended | undefined {
  const key = commandKey(command.id);
  const known = remember ? recollectionOf(get(key.pk, key.sk), command.now) : undefined;
  if (known !== undefined)
    return known.inputHash === command.inputHash ? { outcome: 'replayed', answer: known.answer } : { outcome: 'key-reused' };
  const expected = [...streams.map(({ stream, expectedVersion: version }) => ({ stream, version })), ...requires];
  const stale = expected.find(({ stream, version }) => (get(stream, STATE)?.['version'] ?? 0) !== version);
  return stale === undefined ? undefined : { outcome: 'conflict', stream: stale.stream };
}

/** A stream from its end, an item a page: so a reader that stops in between reads no more. */
async function* fromTheEnd(partition: ReadonlyMap<string, Item>): AsyncGenerator<readonly Item[]> {
  for (const [, item] of [...partition].toSorted(([a], [b]) => compare(b, a))) yield [structuredClone(item)];
}

function itemsOf({ command, streams }: Recording): readonly Item[] {
  return [...(command === undefined ? [] : [command]), ...streams.flatMap(({ state, facts }) => [state, ...facts])];
}

/** The facts, and a moment later the state: a query of several items is not one moment. */
async function factItems(partition: () => ReadonlyMap<string, Item>, { after, limit }: Wanted): Promise<ReadItems> {
  const facts = [...partition()]
    .filter(([sk]) => sk > eventKey(after) && sk < STATE)
    .toSorted(([a], [b]) => compare(a, b))
    .map(([, item]) => structuredClone(item));
  await Promise.resolve();
  const state = copy(partition().get(STATE));
  const items = state === undefined ? facts : [...facts, state];
  return { items: items.slice(0, limit + 1), more: items.length > limit + 1 };
}

function cardPage(table: ReadonlyMap<string, ReadonlyMap<string, Item>>, query: IndexQuery): CardPage {
  const { index, pk, from, to, newestFirst = false, limit, after } = query;
  const { partitionKey, sortKey } = tableShape.indexes[index];
  const direction = newestFirst ? -1 : 1;
  const order = (a: { sk: string; stream: string }, b: { sk: string; stream: string }): number =>
    direction * (compare(a.sk, b.sk) || compare(a.stream, b.stream));
  const start = after && { sk: after['sk'] ?? '', stream: after['stream'] ?? '' };
  const entries = [];
  for (const [stream, partition] of table)
    for (const item of partition.values()) {
      if (item[partitionKey] !== pk) continue;
      const entry = { stream, sk: String(item[sortKey]), item };
      const { sk } = entry;
      const within = (from === undefined || compare(sk, from) >= 0) && (to === undefined || compare(sk, to) <= 0);
      if (within && (start === undefined || order(entry, start) > 0)) entries.push(entry);
    }
  // only what is on the page is unpacked
  const cards = entries
    .toSorted(order)
    .slice(0, limit)
    .map(({ item }) => cardOf(structuredClone(item), index));
  const last = cards.at(-1);
  return entries.length > limit && last !== undefined ? { cards, next: { stream: last.stream, sk: last.sk } } : { cards };
}

/** The database's order: by bytes. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** What an item holds packed is made anew by each reader. */
function copy(item: Item | undefined): Item | undefined {
  return item && { ...item };
}
