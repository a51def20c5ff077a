import { type FoundKind, MOST_SHOWN } from '../../shared/finding/model.ts';
import { type Question, questionOf } from '../../shared/finding/question.ts';
import { noteSearch, type Searched, Searches, searchesId } from '../../shared/finding/search-log.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOutUnkept } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Position } from '../../shared/http/cursor.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { change } from '../../shared/journal/stream.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import { keyedHash } from '../../shared/kernel/canonical.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { plainAccount } from '../../shared/kernel/plain-text.ts';
import { allLooked, type NotedLook } from '../lookups/case-looks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { type Next, type Place, placeOf } from '../platform/place.ts';
import { accountPage } from './account.ts';
import { type FoundPage, foundPage, type Start } from './found-page.ts';
import type { searchRoutes } from './routes.ts';
import { sourcesOf } from './sources.ts';

interface Paged {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export const searchOperations: Operations<typeof searchRoutes, ApiTools> = {
  search: async (request, tools) => {
    const { q, kinds, ...paged } = request.body;
    const question = questionOf(q);
    if (question.kind === 'refusal') return question;
    return searched(request, tools, { question, kinds, paged }, (page, next) =>
      request.answer(200, { items: page.rows.map(({ found }) => found), ...next }),
    );
  },

  searchByReference: async (request, tools) => {
    const { q, ...paged } = request.query;
    const question = questionOf(q);
    if (question.kind === 'refusal') return question;
    if (question.isPersonal) return refuse('SEARCH_BY_BODY');
    return searched(request, tools, { question, kinds: undefined, paged }, (page, next) =>
      request.answer(200, { items: page.rows.map(({ found }) => found), ...next }),
    );
  },

  findAccount: async (request, tools) => {
    const { bankId, accountNumber, ...paged } = request.body;
    return onRecord(request, tools, async () => {
      const named = { bankId, accountNumber };
      const sealed = keyedHash((await tools.dataKeys()).finds, JSON.stringify([bankId, plainAccount(accountNumber)]));
      const place = await placeOf({ ...request, query: paged }, tools, { account: sealed });
      if (place.kind === 'refusal') return place;
      const { items, holder, last } = await accountPage(
        tools,
        named,
        { after: place.after?.['orderId'], ...paged },
        request.actor,
      );
      const next = place.next(last === undefined ? undefined : { orderId: last });
      const sought = [{ by: 'account-number', plain: `${bankId}#${plainAccount(accountNumber)}` }] as const;
      return {
        kind: 'searched',
        record: { what: 'account', sought, shown: items.length, before: 0 },
        looks: [],
        answer: request.answer(200, { items: [...items], ...(holder === undefined ? {} : { holder }), ...next }),
      };
    });
  },
};

interface Search {
  readonly question: Question;
  readonly kinds: readonly FoundKind[] | undefined;
  readonly paged: Paged;
}

/** Searches, and records it. */
async function searched(
  request: Call,
  tools: ApiTools,
  { question: { sought }, kinds, paged }: Search,
  answer: (page: FoundPage, next: Next) => StoredAnswer,
): Promise<StoredAnswer | Rejection> {
  const { actor } = request;
  return onRecord(request, tools, async () => {
    const keys = await tools.dataKeys();
    const sealed = keyedHash(keys.finds, JSON.stringify([sought, kinds]));
    const place = await placeOf({ ...request, query: paged }, tools, { search: sealed });
    if (place.kind === 'refusal') return place;
    const { shown: before, start } = startOf(place);
    if (before >= MOST_SHOWN) return refuse('SEARCH_TOO_WIDE');
    const sources = sourcesOf(tools.journal, { sought, kinds, actor, keys });
    const limit = Math.min(paged.limit, MOST_SHOWN - before);
    const page = await foundPage(tools.journal, sources, { sought, start, limit, asking: request.context() });
    const shown = page.rows.length;
    const next = place.next(page.next && positionOf(page.next, before + shown));
    return {
      kind: 'searched',
      record: { what: 'search', sought, shown, before },
      looks: page.rows.flatMap(({ look }) => look ?? []),
      answer: answer(page, next),
    };
  });
}

/** Where the page begins, and how much the pages before it showed. */
function startOf({ after }: Place): { readonly shown: number; readonly start: Start } {
  if (after === undefined) return { shown: 0, start: { source: 0, after: undefined } };
  const { source, shown, ...position } = after;
  return { shown: Number(shown), start: { source: Number(source), after: position } };
}

function positionOf({ source, after = {} }: Start, shown: number): Position {
  return { ...after, source: String(source), shown: String(shown) };
}

/** What a search found, to be recorded before the caller gets it. */
interface Outcome {
  readonly kind: 'searched';
  readonly record: Searched;
  readonly looks: readonly NotedLook[];
  readonly answer: StoredAnswer;
}

/**
 * Answers a search once it is on the record, in one append: the search itself, and a look at each case of another agency that was found by a
 * share with the caller. A search that comes again under its key is another search: the caller's rights, and the things, may have changed.
 */
async function onRecord(
  request: Call,
  tools: ApiTools,
  find: () => Promise<Outcome | Rejection>,
): Promise<StoredAnswer | Rejection> {
  const access = request.allowed();
  if (access.kind === 'refusal') return access;
  const { journal } = tools;
  const { finds: secret } = await tools.dataKeys();
  const { actor, now } = { actor: request.actor, now: request.context().now };
  // the command is remembered by a hash of its input, and a phone can be guessed from a plain hash
  const command = { ...request.command, inputHash: keyedHash(secret, request.command.inputHash) };
  const attempt = async (): Promise<Plan | Rejection> => {
    const outcome = await find();
    if (outcome.kind === 'refusal') return outcome;
    const [day, looked] = await Promise.all([
      journal.load(Searches, searchesId(actor, now)),
      allLooked(journal, outcome.looks, outcome.answer),
    ]);
    return { ...looked, changes: [...looked.changes, change(day, noteSearch(outcome.record, secret, { now, actor }))] };
  };
  return carryOutUnkept({ ...request, command }, journal, attempt);
}
