import type * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import type { ApiRequest } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { markDone } from '../../shared/notifications/entries.ts';
import type { InboxEntry, InboxEntryFact } from '../../shared/notifications/model.ts';
import { InboxEntries } from '../../shared/notifications/streams.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { severalUnderKey } from '../platform/several-under-key.ts';
import type { ManyDone } from './answers.ts';
import { desksAsked, entriesOfDesks, openRange } from './desk-entries.ts';
import { type inboxRoutes, MOST_DONE } from './routes.ts';

type Request = ApiRequest<(typeof inboxRoutes)['markManyDone']>;
type Answer = z.infer<typeof ManyDone>;
type Outcome = Answer['outcomes'][number];

/** How many entries are marked at the same time. */
const LANES = 8;

/**
 * Marks several entries, each by itself: one item each, and no record of a command, because a done entry tells that it is done.
 */
export const manyDone: Operations<Pick<typeof inboxRoutes, 'markManyDone'>, ApiTools> = {
  markManyDone: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    return severalUnderKey(request, journal, {
      prepare: async () => request,
      work: async () => {
        const answer = await marked(request, journal);
        // one that was busy can be tried again under the same key
        const isBusy = answer.outcomes.some((one) => one.outcome === 'refused' && one.code === 'BUSY');
        return { answer: request.answer(200, answer), isBusy };
      },
      again: () => request.answer(200, { done: 0, refused: 0, outcomes: [], more: false }),
    });
  },
};

async function marked(request: Request, journal: Journal): Promise<Answer> {
  const { ids, more } = await meant(request, journal);
  const outcomes = new Map<string, Outcome>();
  const loaded = await loadAll(journal, InboxEntries, ids);
  await inParallel(loaded, LANES, async (entry) => {
    outcomes.set(entry.id, await outcomeOf(entry, request, journal));
  });
  const ordered = ids.flatMap((id) => outcomes.get(id) ?? []);
  const done = ordered.filter(({ outcome }) => outcome === 'done').length;
  return { done, refused: ordered.length - done, outcomes: ordered, more };
}

/** The entries that the request names, or the open ones on the caller's desks about the thing that it names. */
async function meant(
  { body, actor }: Request,
  journal: Journal,
): Promise<{ readonly ids: readonly string[]; readonly more: boolean }> {
  const { entryIds, subject } = body;
  if (subject === undefined) return { ids: entryIds ?? [], more: false };
  const about = await entriesOfDesks(
    journal,
    desksAsked(actor, undefined),
    [openRange(undefined)],
    (entry) => entry.subject.kind === subject.kind && entry.subject.id === subject.id,
  );
  const ids = about.flatMap(({ entries }) => entries.map(({ entryId }) => entryId));
  return { ids: ids.slice(0, MOST_DONE), more: ids.length > MOST_DONE || about.some(({ more }) => more) };
}

async function outcomeOf(
  { id: entryId, state }: Loaded<InboxEntry, InboxEntryFact>,
  request: Request,
  journal: Journal,
): Promise<Outcome> {
  const context = request.context();
  const isOwn =
    state !== undefined && decideAccess('inbox.done', context.actor, { desk: deskKey(state.desk) }).outcome === 'allowed';
  if (!isOwn) return { entryId, outcome: 'refused', code: 'NOT_FOUND' };
  if (state.doneAt !== undefined) return { entryId, outcome: 'done', doneAt: state.doneAt };
  let doneAt = context.now;
  const became = await transact(
    journal,
    { ...request.command, id: hashOf([request.command.id, entryId]) },
    async () => {
      const entry = await journal.load(InboxEntries, entryId);
      doneAt = entry.state?.doneAt ?? context.now;
      const facts = entry.state === undefined ? [] : markDone(entry.state, context).facts;
      return { kind: 'plan', changes: splitFacts([entry], facts) };
    },
    { remember: false },
  );
  // an entry is refused nothing, unless other commands kept coming first
  return became.outcome === 'refused' ? { entryId, outcome: 'refused', code: 'BUSY' } : { entryId, outcome: 'done', doneAt };
}
