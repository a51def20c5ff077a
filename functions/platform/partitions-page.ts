import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { CardPage } from '../../shared/journal/journal.ts';
import { behind, through } from '../../shared/journal/keys.ts';
import type { IndexName } from '../../shared/journal/stream.ts';
import type { ApiTools } from './api-tools.ts';
import type { Page } from './paging.ts';
import { placeOf } from './place.ts';

export type Card = CardPage['cards'][number];

interface PagedCall extends Call {
  readonly query: { readonly limit: number; readonly cursor?: string | undefined };
}

/** Which entries of a list are asked for. */
interface Chosen {
  /** The entries of the list. Absent: all. */
  readonly keep?: ((card: Card) => boolean) | undefined;
  /** The query that `keep` and the partitions depend on: a cursor fits nothing else. */
  readonly filter?: Readonly<Record<string, unknown>>;
}

/** Several partitions of an index that are read as one list. Their sort keys are plain ASCII and end with an id, so no two are the same. */
interface Partitions extends Chosen {
  readonly index: IndexName;
  readonly pks: readonly string[];
  /** The beginning of the sort key; absent for all. */
  readonly within?: string;
  /** Instead of that, the range of the sort keys, both ends in it. */
  readonly range?: { readonly from: string; readonly to: string };
}

export interface Partition {
  readonly index: IndexName;
  readonly pk: string;
}

/** A part of a list: a range of some partitions. Bounds are inclusive; absent where the partitions themselves are the bound. */
export interface Window {
  readonly partitions: readonly Partition[];
  readonly from?: string;
  readonly to?: string;
}

interface Windows extends Chosen {
  /** In the order of the list. No sort key is in two of them. */
  readonly windows: readonly Window[];
  readonly newestFirst?: boolean;
}

/** As many entries as are read at a time of each partition where the list keeps only some. */
const READ = 100;
/** How many times it reads entries for one page: then the page is shorter than its limit, and its cursor goes on. */
const ROUNDS = 5;
/** The most queries of windows without entries for one page: thirty-one months of sixteen districts, forty years of one. */
const MOST_QUERIES = 500;
/** The most windows that are read at a time where those before had nothing. */
const MOST_AT_ONCE = 8;

/** How many windows are read for one page. */
function mostWindows([first]: readonly Window[]): number {
  return Math.floor(MOST_QUERIES / Math.max(1, first?.partitions.length ?? 1));
}

/**
 * A page of several partitions in one order. It reads each from where the last page ended, so a page costs the same for any number of
 * entries; where the list keeps only some, at most five times.
 *
 * @returns the page, or CURSOR_INVALID
 */
export function pageOfPartitions(
  call: PagedCall,
  tools: ApiTools,
  { index, pks, within = '', range, filter = {}, keep }: Partitions,
): Promise<Page | Rejection> {
  const bounds = range ?? (within === '' ? {} : { from: within, to: through(within) });
  const windows = [{ partitions: pks.map((pk) => ({ index, pk })), ...bounds }];
  return pageOfWindows(call, tools, { keep, windows, filter: { ...filter, index, pks, ...bounds } });
}

/**
 * A page of a list that lies in several windows, one after the other, such as the months of a listing. Windows without entries are read
 * several at a time. A page makes at most 500 queries of them, and reads entries at most five times.
 *
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfWindows(
  call: PagedCall,
  tools: ApiTools,
  { windows, newestFirst = false, filter = {}, keep }: Windows,
): Promise<Page | Rejection> {
  const { limit } = call.query;
  const place = await placeOf(call, tools, { newestFirst, ...filter });
  if (place.kind === 'refusal') return place;
  const kept: Card[] = [];
  /** How far the list is read. */
  let edge = place.after?.['sk'];
  let left = windows.filter((window) => edge === undefined || !isBehind(edge, window, newestFirst));
  const last = left.length - mostWindows(windows);
  let atOnce = 1;
  for (let rounds = 0; rounds < ROUNDS && kept.length < limit && left.length > Math.max(0, last); ) {
    const round = rounds;
    const mostOf = (window: Window): number => (keep === undefined ? shareOf(limit, window, round) : READ);
    const readAll = left.slice(0, atOnce).map((window) => readWindow(tools, { newestFirst, most: mostOf(window) }, window, edge));
    const read = await Promise.all(readAll);
    let found = 0;
    for (const { cards, horizon, window } of read) {
      found += cards.length;
      kept.push(...cards.filter((card) => keep?.(card) ?? true));
      edge = horizon ?? endOf(window, newestFirst) ?? edge;
      // behind the first end of a page that was cut off there may be more of the same window
      if (horizon !== undefined) break;
      left = left.slice(1);
    }
    rounds += found > 0 ? 1 : 0;
    atOnce = found > 0 ? 1 : Math.min(atOnce * 2, MOST_AT_ONCE);
  }
  const cards = kept.slice(0, limit);
  const lastShown = kept.length > limit ? cards.at(-1)?.sk : undefined;
  const next = lastShown ?? (left.length === 0 ? undefined : edge);
  return { kind: 'page', cards, next: place.next(next === undefined ? undefined : { sk: next }) };
}

/** The cards that a summary counts. */
export interface Counted {
  readonly cards: readonly Card[];
  /** There are more than were read. */
  readonly more: boolean;
}

/** The most entries that a summary reads of a list, and of a partition at a time. */
const MOST_COUNTED = 5_000;
const COUNTED_AT_ONCE = 1_000;

/** The entries of a list for its summary: as many as it may read, of the first windows first. It costs no more however long the list is. */
export async function cardsCounted(tools: ApiTools, { windows, newestFirst = false, keep }: Windows): Promise<Counted> {
  const cards: Card[] = [];
  let read = 0;
  for (const [n, window] of windows.entries()) {
    const { from, to, partitions } = window;
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), newestFirst };
    const pages = await Promise.all(partitions.map((part) => tools.journal.find({ ...part, ...range, limit: COUNTED_AT_ONCE })));
    const found = pages.flatMap((page) => page.cards);
    cards.push(...found.filter((card) => keep?.(card) ?? true));
    read += found.length;
    const isCut = pages.some(({ next }) => next !== undefined);
    const isEnough = read >= MOST_COUNTED || n + 1 >= mostWindows(windows);
    if (isCut || isEnough) return { cards, more: isCut || n + 1 < windows.length };
  }
  return { cards, more: false };
}

/** How many entries to read of each partition for a page: its share and some, since entries are not spread evenly; more each round. */
function shareOf(limit: number, { partitions }: Window, round: number): number {
  const share = Math.ceil(limit / partitions.length);
  return Math.min(limit, (2 * share + 2) * 2 ** round);
}

interface Reading {
  readonly newestFirst: boolean;
  readonly most: number;
}

/** The entries of a window behind the edge, as far as all its partitions were read: `horizon` is that place, absent at the end. */
async function readWindow(tools: ApiTools, { newestFirst, most }: Reading, window: Window, edge: string | undefined) {
  const range = newestFirst ? until(window, edge) : since(window, edge);
  const limit = newestFirst && edge !== undefined ? most + 1 : most;
  const pages = await Promise.all(window.partitions.map((part) => tools.journal.find({ ...part, ...range, newestFirst, limit })));
  const order = newestFirst ? -1 : 1;
  const cut = pages.flatMap(({ cards, next }) => (next === undefined ? [] : (cards.at(-1)?.sk ?? [])));
  const [horizon] = cut.toSorted((a, b) => order * compare(a, b));
  const whole = pages
    .flatMap(({ cards }) => cards)
    .filter(({ sk }) => sk !== edge && (horizon === undefined || order * compare(sk, horizon) <= 0))
    .toSorted((a, b) => order * compare(a.sk, b.sk));
  return { cards: whole, horizon, window };
}

function since({ from = '', to }: Window, edge: string | undefined) {
  const start = edge === undefined || behind(edge) < from ? from : behind(edge);
  return { ...(start === '' ? {} : { from: start }), ...(to === undefined ? {} : { to }) };
}

function until({ from, to }: Window, edge: string | undefined) {
  const end = edge === undefined || (to !== undefined && to < edge) ? to : edge;
  return { ...(from === undefined ? {} : { from }), ...(end === undefined ? {} : { to: end }) };
}

/** Whether all of the window was read when the list was read as far as this. */
function isBehind(edge: string, { from, to }: Window, newestFirst: boolean): boolean {
  return newestFirst ? from !== undefined && from >= edge : to !== undefined && to <= edge;
}

function endOf({ from, to }: Window, newestFirst: boolean): string | undefined {
  return newestFirst ? from : to;
}

/** The database's order. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
