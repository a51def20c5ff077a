import * as z from 'zod';
import { contentOf, KeptFact, recordedFactOf } from './items.ts';
import type { FactPage, RecordedFact } from './journal.ts';
import { STATE } from './keys.ts';
import type { Item } from './packed-item.ts';
import type { Pause } from './pause.ts';

const FactsWithin = z.object({ pk: z.string(), version: z.int().positive(), facts: z.array(KeptFact).default([]) });

/** Which facts are asked for: those behind the sequence number `after`, at most so many. */
export interface Wanted {
  readonly after: number;
  readonly limit: number;
}

/** What was read of a stream. */
export interface ReadItems {
  /** Facts behind `after`, in order; the state, unless the items were cut off before it. */
  readonly items: readonly Item[];
  /** Whether the items were cut off by their size. */
  readonly more: boolean;
}

const MAX_READS = 5;

/**
 * The page of a stream's facts, read again if an append came between the items of a read. A read of several items is not one moment: an
 * append that takes facts out of the state may leave them in neither place that was read. A stream that lacks a fact for good is given as it
 * is; the check of its chain says so.
 */
export async function wholeFactPage(read: () => Promise<ReadItems>, wanted: Wanted, pause: Pause): Promise<FactPage> {
  for (let attempt = 1; ; attempt += 1) {
    const { page, isWhole } = pageOf(await read(), wanted);
    if (isWhole || attempt === MAX_READS) return page;
    await pause(attempt);
  }
}

/** The page of a stream's facts that these items of it hold. */
export function factPageOf(items: readonly Item[], wanted: Wanted): FactPage {
  return pageOf({ items, more: false }, wanted).page;
}

/** The state, if it is the last of the items, holds those facts of a kind that keeps its facts within. */
function pageOf({ items, more }: ReadItems, { after, limit }: Wanted): { readonly page: FactPage; readonly isWhole: boolean } {
  const [last] = items.slice(-1);
  const state = last?.['sk'] === STATE ? stateOf(last) : undefined;
  const own = (state === undefined ? items : items.slice(0, -1)).map(recordedFactOf);
  const behind = own.at(-1)?.seq ?? after;
  const all = [...own, ...(state?.facts.filter(({ seq }) => seq > behind) ?? [])];
  const facts = all.slice(0, limit);
  const ends = all.length <= limit && (state !== undefined || !more);
  const end = facts.at(-1);
  const page = ends || end === undefined ? { facts } : { facts, next: end.seq };
  const isInRow = facts.every(({ seq }, at) => seq === after + at + 1);
  const reachesState = !ends || state === undefined || (end?.seq ?? after) >= state.version;
  return { page, isWhole: isInRow && reachesState };
}

/** @throws Error that names the stream, never the content */
function stateOf(item: Item): { readonly version: number; readonly facts: readonly RecordedFact[] } {
  const read = contentOf(FactsWithin, item);
  if (read === undefined) throw new Error(`the facts of ${String(item['pk'])} are damaged`);
  const { pk: stream, version, facts } = read;
  return { version, facts: facts.map((fact) => ({ stream, ...fact })) };
}
