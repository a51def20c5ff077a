import type { ApiRequest, Rejection } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { makeCursor, type Position, readCursor } from '../../shared/http/cursor.ts';
import { watchOf } from '../../shared/journal/watched.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { SECOND } from '../../shared/kernel/time.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { longPoll, NO_SEAT_PAUSE, type WaitingTools } from '../platform/long-poll.ts';
import { watchAlert } from './alert-watch.ts';
import { watchCase } from './case-watch.ts';
import { watchInbox, watchOrders } from './list-watch.ts';
import type { changeRoutes } from './routes.ts';
import type { Look, Watch } from './watch.ts';

/** Between two looks. An index follows the table within a second: so no open page is older than three. */
const PAUSE = 2 * SECOND;

type Request = ApiRequest<(typeof changeRoutes)['getChanges']>;

export const changeOperations: Operations<typeof changeRoutes, ApiTools & WaitingTools> = {
  getChanges: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    const token = await tokenOf(request, tools);
    if (token.kind === 'refusal') return token;
    const watch = watchFor(request, tools);
    const { last, turnedAway } = await longPoll<Look | Rejection>(tools, {
      ...{ seconds: query.since === undefined ? 0 : query.wait, caller: seatOf(actor), pause: PAUSE },
      look: (again) => {
        // each look is a moment of its own: what changed since the one before tears nothing
        watchOf(tools.journal)?.begin();
        return again ? watch.again() : watch.first(token.since);
      },
      ends: (look) => look.kind === 'refusal' || look.changed.length > 0 || look.more === true,
    });
    if (last.kind === 'refusal') return last;
    const { changed, position, more } = last;
    const answer = request.answer(200, {
      changed: [...changed],
      since: token.next(position),
      ...(more === undefined ? {} : { more }),
    });
    return turnedAway ? { ...answer, headers: { ...answer.headers, 'retry-after': NO_SEAT_PAUSE } } : answer;
  },
};

function watchFor({ query: { of }, actor }: Request, tools: ApiTools): Watch {
  switch (of.kind) {
    case 'inbox':
      return watchInbox(tools, actor);
    case 'orders':
      return watchOrders(tools, actor);
    case 'alert':
      return watchAlert(tools, actor, of.id);
    case 'case':
      return watchCase(tools, actor, of.id);
  }
}

/** The seats of a person, without saying who it is. */
function seatOf({ agency, subject }: Actor): string {
  return `reader#${hashOf([agency, subject]).slice(0, 32)}`;
}

interface Token {
  readonly kind: 'token';
  readonly since: Position | undefined;
  readonly next: (position: Position) => string;
}

/** The token of a caller, signed like a cursor. @returns READ_ANEW if it is too old, or was made for another reader or thing */
async function tokenOf({ operation, actor, query }: Request, { dataKeys, now }: ApiTools): Promise<Token | Rejection> {
  const key = (await dataKeys()).cursors;
  const scope = { operation, query: { of: query.of }, actor };
  const since = query.since === undefined ? undefined : readCursor(key, scope, query.since, now());
  if (query.since !== undefined && since === undefined) return refuse('READ_ANEW');
  return { kind: 'token', since, next: (position) => makeCursor(key, scope, position, now()) };
}
