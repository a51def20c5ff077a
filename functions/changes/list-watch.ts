import { decideAccess } from '../../shared/access/decide-access.ts';
import { roles } from '../../shared/access/roles.ts';
import { marksOf } from '../../shared/freezes/order/standing.ts';
import { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Rejection } from '../../shared/http/api-request.ts';
import type { Position } from '../../shared/http/cursor.ts';
import type { CardPage } from '../../shared/journal/journal.ts';
import { attentionKey, through } from '../../shared/journal/keys.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { IndexName } from '../../shared/journal/stream.ts';
import { idOfStream } from '../../shared/journal/stream.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Actor, districts } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { desksOf } from '../../shared/kernel/desk.ts';
import { deskInboxKey, type KeyRange, OPEN_ENTRIES } from '../../shared/notifications/keys.ts';
import { InboxEntries } from '../../shared/notifications/streams.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { Look, Watch } from './watch.ts';

/** So many of the first entries of a list are watched. */
const WATCHED = 50;

type Tools = Pick<ApiTools, 'journal'>;

/** A list that is watched by its first entries. */
interface Listed {
  readonly index: IndexName;
  readonly pks: readonly string[];
  readonly range?: KeyRange;
  readonly kind: string;
  /** Which of these things, which the reader saw in the list, are in it no more. */
  readonly gone: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** Watches the first open entries on the reader's desks. */
export function watchInbox({ journal }: Tools, actor: Actor): Watch {
  const desks = desksOf({ ...actor, roles: roles.filter((role) => actor.roles.includes(role)) });
  return watchList(
    { journal },
    {
      ...{ index: 'inbox', kind: InboxEntries.name, pks: desks.map(deskInboxKey) },
      range: { from: OPEN_ENTRIES, to: through(OPEN_ENTRIES) },
      gone: async (ids) => {
        const entries = await loadAll(journal, InboxEntries, ids);
        return entries.flatMap(({ id, state }) => (state === undefined || state.doneAt !== undefined ? [id] : []));
      },
    },
  );
}

const Orders = readOnly('order', StopOrder);

/** Watches the first orders of the reader's district, or of the city, that need an eye. */
export function watchOrders({ journal }: Tools, actor: Actor): Watch {
  const may = decideAccess('order.list', actor, actor.district === undefined ? {} : { district: actor.district });
  if (may.outcome !== 'allowed') {
    const refused = async (): Promise<Rejection> => refuse('ACTION_NOT_ALLOWED');
    return { first: refused, again: refused };
  }
  const places = actor.district === undefined ? districts : [actor.district];
  return watchList(
    { journal },
    {
      ...{ index: 'attention', kind: Orders.name, pks: places.map((place) => attentionKey('order', place)) },
      gone: async (ids) => {
        const orders = await loadAll(journal, Orders, ids);
        return orders.flatMap(({ id, state }) => (state === undefined || marksOf(state).length === 0 ? [id] : []));
      },
    },
  );
}

type Card = CardPage['cards'][number];

/**
 * Watches a list by its first entries, in its own order: what came in, and what an entry shows. A thing that stands in that part no more is
 * read: it may only have been pushed behind the others.
 */
function watchList({ journal }: Tools, { index, pks, range, kind, gone }: Listed): Watch {
  let before: ReadonlyMap<string, string> | undefined;

  const look = async (): Promise<Look | Rejection> => {
    const pages = await Promise.all(pks.map((pk) => journal.find({ index, pk, ...range, limit: WATCHED })));
    const cards = pages.flatMap((page) => page.cards).toSorted(bySortKey);
    const now = new Map(cards.slice(0, WATCHED).map(({ stream, card }) => [idOfStream(stream), markOf(card)]));
    const position = positionOf(now);
    if (before === undefined) {
      before = now;
      return { kind: 'look', changed: [], position };
    }
    const known = before;
    const entered = [...now].flatMap(([id, mark]) => (known.get(id) === mark ? [] : [{ kind, id }]));
    const missing = [...known.keys()].filter((id) => !now.has(id));
    const left = (await gone(missing)).map((id) => ({ kind, id, gone: true as const }));
    return { kind: 'look', changed: [...entered, ...left], position };
  };

  return {
    first: async (since) => {
      before = since === undefined ? undefined : entriesIn(since);
      if (since !== undefined && before === undefined) return refuse('READ_ANEW');
      return look();
    },
    again: look,
  };
}

function bySortKey(a: Card, b: Card): number {
  return a.sk < b.sk ? -1 : 1;
}

/** What an entry shows, as six characters. */
function markOf(card: Card['card']): string {
  return hashOf(card).slice(0, 6);
}

function positionOf(entries: ReadonlyMap<string, string>): Position {
  return { entries: [...entries].map(([id, mark]) => `${id} ${mark}`).join() };
}

function entriesIn({ entries }: Position): ReadonlyMap<string, string> | undefined {
  if (entries === undefined) return undefined;
  const lines = entries === '' ? [] : entries.split(',').map((line) => line.split(' ', 2));
  return new Map(lines.map(([id = '', mark = '']) => [id, mark]));
}
