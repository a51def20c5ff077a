import { type Seat, SeatCard } from '../../shared/consultations/seats.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { openSeatsKey, seatsKey } from '../../shared/journal/keys.ts';
import type { StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import type { Next } from '../platform/place.ts';

type ListCall = Call & { readonly query: { readonly limit: number; readonly cursor?: string | undefined } };

/** A page reads whole states, not cards, so it has at most this many, even if the caller asks for more. */
const MOST = 25;

interface SeatsPage<State> {
  readonly kind: 'page';
  readonly states: readonly State[];
  readonly next: Next;
}

/**
 * A page of the things in which the caller's agency has a seat, newest first: the index finds the seats, and the page shows the things
 * themselves.
 *
 * @param openOnly only those that go on
 */
export async function seatsOf<State, F extends Fact>(
  call: ListCall,
  tools: ApiTools,
  type: StreamType<State, F>,
  kind: Seat['kind'],
  openOnly: boolean,
): Promise<SeatsPage<State> | Rejection> {
  const { agency } = call.actor;
  const part = openOnly
    ? ({ index: 'inbox', pk: openSeatsKey(kind, agency) } as const)
    : ({ index: 'listing', pk: seatsKey(kind, agency) } as const);
  const limit = Math.min(call.query.limit, MOST);
  const page = await pageOfIndex({ ...call, query: { ...call.query, limit } }, tools, { ...part, newestFirst: true });
  if (page.kind === 'refusal') return page;
  const loaded = await tools.journal.loadMany(
    type,
    page.cards.map(({ card }) => parseTolerantly(SeatCard, card).of),
  );
  return { kind: 'page', states: loaded.flatMap(({ state }) => (state === undefined ? [] : [state])), next: page.next };
}
