import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { CardPage } from '../../shared/journal/journal.ts';
import { behind, through } from '../../shared/journal/keys.ts';
import type { IndexName } from '../../shared/journal/stream.ts';
import type { ApiTools } from './api-tools.ts';
import type { Page } from './paging.ts';
import { placeOf } from './place.ts';

type Card = CardPage['cards'][number];

interface PartitionsCall extends Call {
  readonly query: { readonly limit: number; readonly cursor?: string | undefined };
}

/** Several partitions of an index that are read as one list. Their sort keys are plain ASCII and end with an id, so no two are the same. */
interface Partitions {
  readonly index: IndexName;
  readonly pks: readonly string[];
  /** The beginning of the sort key; absent for all. */
  readonly within?: string;
  /** Instead of that, the range of the sort keys, both ends in it. */
  readonly range?: { readonly from: string; readonly to: string };
  /** The entries of the list. Absent: all. */
  readonly keep?: (card: Card) => boolean;
  /** What `keep` depends on: a cursor fits nothing else. */
  readonly filter?: Readonly<Record<string, unknown>>;
}

/** As many entries as are read at a time of each partition where the list keeps only some. */
const READ = 100;
/** How many times it reads on for one page: then the page is shorter than its limit, and its cursor goes on. */
const ROUNDS = 5;

/**
 * A page of several partitions in one order. It reads each from where the last page ended, so a page costs the same for any number of
 * entries; where the list keeps only some, at most five times.
 *
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfPartitions(
  call: PartitionsCall,
  tools: ApiTools,
  { index, pks, within = '', range, keep, filter = {} }: Partitions,
): Promise<Page | Rejection> {
  const { limit } = call.query;
  const place = await placeOf(call, tools, { index, pks, within, ...(range === undefined ? {} : { range }), ...filter });
  if (place.kind === 'refusal') return place;
  const kept: Card[] = [];
  /** How far the list is read; undefined at its end. */
  let read = place.after?.['sk'] ?? '';
  let ended = false;
  for (let round = 0; round < ROUNDS && kept.length < limit && !ended; round += 1) {
    const from = read === '' ? (range?.from ?? within) : behind(read);
    const to = range?.to ?? (within === '' ? '' : through(within));
    const part = { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
    const count = keep === undefined ? limit : READ;
    const pages = await Promise.all(pks.map((pk) => tools.journal.find({ index, pk, ...part, limit: count })));
    // behind the first end of a page that was cut off, other partitions may have entries that were not read
    const [horizon] = pages.flatMap(({ cards, next }) => (next === undefined ? [] : (cards.at(-1)?.sk ?? []))).toSorted();
    const whole = pages.flatMap(({ cards }) => cards).filter(({ sk }) => horizon === undefined || sk <= horizon);
    kept.push(...whole.toSorted(bySortKey).filter((card) => keep?.(card) ?? true));
    ended = horizon === undefined;
    read = horizon ?? read;
  }
  const cards = kept.slice(0, limit);
  const last = kept.length > limit ? cards.at(-1)?.sk : undefined;
  const next = last ?? (ended ? undefined : read);
  return { kind: 'page', cards, next: place.next(next === undefined ? undefined : { sk: next }) };
}

/** The database's order. */
function bySortKey(a: Card, b: Card): number {
  return a.sk < b.sk ? -1 : 1;
}
