import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { Present } from '../../shared/http/command-on.ts';
import type { CardPage, IndexQuery } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { idOfStream, type StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import type { ApiTools } from './api-tools.ts';
import { type Next, placeOf } from './place.ts';

interface PagedQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page {
  readonly kind: 'page';
  readonly cards: CardPage['cards'];
  /** The stream that the page before ended with; absent on the first page. */
  readonly after?: string;
  readonly next: Next;
}

/**
 * A page of an index for this caller.
 *
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfIndex(
  call: Call & { readonly query: PagedQuery },
  tools: ApiTools,
  part: Pick<IndexQuery, 'index' | 'pk' | 'from' | 'to' | 'newestFirst'>,
): Promise<Page | Rejection> {
  const { index, pk, from, to } = part;
  const place = await placeOf(call, tools, { index, pk, from, to });
  if (place.kind === 'refusal') return place;
  const { after } = place;
  const page = await tools.journal.find({ ...part, limit: call.query.limit, ...(after === undefined ? {} : { after }) });
  const behind = after?.['stream'];
  return { kind: 'page', cards: page.cards, next: place.next(page.next), ...(behind === undefined ? {} : { after: behind }) };
}

/** A page of an index with the states of its streams. */
interface PageOfStates<State> {
  readonly kind: 'page';
  readonly items: readonly Present<State>[];
  readonly next: Next;
}

/**
 * A page of an index for this caller: the index says which streams there are, their states how each stands.
 *
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfStates<State, F extends Fact>(
  call: Call & { readonly query: PagedQuery },
  tools: ApiTools,
  type: StreamType<State, F>,
  part: Parameters<typeof pageOfIndex>[2],
): Promise<PageOfStates<State> | Rejection> {
  const page = await pageOfIndex(call, tools, part);
  if (page.kind === 'refusal') return page;
  const ids = page.cards.map(({ stream }) => idOfStream(stream));
  const loaded = await loadAll(tools.journal, type, ids);
  const items = loaded.flatMap(({ state, version }) => (state === undefined ? [] : [{ state, version }]));
  return { kind: 'page', items, next: page.next };
}

type Card = CardPage['cards'][number];

/** A page of what the caller may know. */
export interface ShownPage<Shown> {
  readonly kind: 'page';
  readonly items: readonly Shown[];
  /** The stream that the page before ended with; absent on the first page. */
  readonly after?: string;
  readonly next: Next;
}

/** As many entries as are read at a time behind a first read of which some are hidden. */
const READ_ON = 100;
/** How many times a page reads on: two thousand entries, as many as an alarm ever has. Behind so many hidden ones it is shorter. */
const ROUNDS = 20;

/**
 * A page of what the caller may know of an index. It reads on until it is full and one more thing is there to show, so neither a short page
 * nor its cursor tells of hidden things. For lists of which little is hidden: it reads what it passes over, two thousand entries at most.
 *
 * @param show the things of these cards that the caller may know, each with its card, in their order
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfShown<Shown>(
  call: Call & { readonly query: PagedQuery },
  tools: ApiTools,
  part: Pick<IndexQuery, 'index' | 'pk' | 'from' | 'to' | 'newestFirst'>,
  show: (cards: readonly Card[]) => Promise<readonly { readonly card: Card; readonly shown: Shown }[]>,
): Promise<ShownPage<Shown> | Rejection> {
  const { limit } = call.query;
  const { index, pk, from, to } = part;
  const place = await placeOf(call, tools, { index, pk, from, to });
  if (place.kind === 'refusal') return place;
  const rows: { readonly card: Card; readonly shown: Shown }[] = [];
  let after = place.after;
  for (let round = 0; round === 0 || (round <= ROUNDS && after !== undefined && rows.length <= limit); round += 1) {
    const most = round === 0 ? limit + 1 : READ_ON;
    const page = await tools.journal.find({ ...part, limit: most, ...(after === undefined ? {} : { after }) });
    rows.push(...(await show(page.cards)));
    after = page.next;
  }
  const items = rows.slice(0, limit);
  const last = items.at(-1)?.card;
  const isFull = rows.length > limit && last !== undefined;
  const behind = place.after?.['stream'];
  return {
    kind: 'page',
    items: items.map(({ shown }) => shown),
    ...(behind === undefined ? {} : { after: behind }),
    next: place.next(isFull ? { stream: last.stream, sk: last.sk } : after),
  };
}
