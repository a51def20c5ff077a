import type { Action } from '../../shared/access/policy.ts';
import { appealEntry, decideAppeal, deciderRefusal } from '../../shared/blacklist/entry/appeal.ts';
import type { BlacklistEntryFact } from '../../shared/blacklist/entry/entry-facts.ts';
import type { BlacklistEntry } from '../../shared/blacklist/entry/entry-model.ts';
import { entryThing } from '../../shared/blacklist/entry/kind.ts';
import { listMark, ownRow } from '../../shared/blacklist/entry/list-mark.ts';
import { BlacklistEntries } from '../../shared/blacklist/entry/streams.ts';
import { type BlacklistEntryView, BlacklistListEntry, entryView, listEntry } from '../../shared/blacklist/entry/views.ts';
import { delistEntry, renewEntry, tellPerson } from '../../shared/blacklist/entry/work-entry.ts';
import { entriesKey, type ListedIn } from '../../shared/blacklist/keys.ts';
import type { NationalListFact } from '../../shared/blacklist/list/list-facts.ts';
import type { NationalList } from '../../shared/blacklist/list/list-model.ts';
import { NationalLists } from '../../shared/blacklist/list/streams.ts';
import { confirmVersion } from '../../shared/blacklist/list/take-page.ts';
import { BlacklistMarks } from '../../shared/blacklist/mark/mark-register.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { districts } from '../../shared/kernel/context.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { markKeyOf } from '../lookups/blacklist-marks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import { checkMarks } from './check.ts';
import { unknownEvidence } from './evidence.ts';
import { importPage } from './import-page.ts';
import type { blacklistRoutes } from './routes.ts';

interface EntryCall<Status> extends Call {
  answer(status: Status, view: BlacklistEntryView, tag: number | string): StoredAnswer;
}

const entry: Target<
  EntryCall<200> & { readonly params: { readonly blacklistEntryId: string } },
  BlacklistEntry,
  BlacklistEntryFact
> = {
  load: ({ params }, journal) => journal.load(BlacklistEntries, params.blacklistEntryId),
  thing: entryThing,
  closed: closedOnEntry,
  answer: answered(200),
};
const onEntry = commandOn(entry);

interface ListCall extends Call {
  readonly params: { readonly listId: string };
  answer(status: 200, list: NationalList, tag: number): StoredAnswer;
}

const nationalList: Target<ListCall, NationalList, NationalListFact> = {
  load: ({ params }, journal) => journal.load(NationalLists, params.listId),
  answer: (request, { state, version }) => request.answer(200, state, version),
};

/** Who listed the mark does not decide on the appeal. */
function closedOnEntry(state: BlacklistEntry, { actor }: Call): readonly Action[] {
  return deciderRefusal(state, actor) === undefined ? [] : ['blacklist.decide'];
}

function answered<Status>(status: Status) {
  return (request: EntryCall<Status>, { state, version }: Present<BlacklistEntry>): StoredAnswer =>
    request.answer(status, entryView(state, version, request.context().now), version);
}

/** What a command that changes how long the mark is listed knows besides the entry. */
async function knownTo({ markKey }: BlacklistEntry, { request, tools }: { readonly request: Call; readonly tools: ApiTools }) {
  const mark = await tools.journal.load(BlacklistMarks, markKey);
  return { mark, known: { register: mark.state, name: request.callerName } };
}

export const blacklistOperations: Operations<typeof blacklistRoutes, ApiTools> = {
  listMark: createOn({ type: BlacklistEntries, may: (request: Call) => request.allowed(), answer: answered(201) })<
    ApiRequest<typeof blacklistRoutes.listMark>,
    ApiTools
  >(async (input, context, { request, tools }) => {
    const { journal } = tools;
    const markKey = markKeyOf(await tools.dataKeys(), input.mark);
    const [mark, unknown] = await Promise.all([
      journal.load(BlacklistMarks, markKey),
      unknownEvidence(journal, input.evidence, request.actor, context.now),
    ]);
    if (unknown !== undefined) return unknown;
    const own = ownRow(mark.state, { agency: request.actor.agency }, context.now);
    const goesOn = own === undefined ? undefined : await journal.load(BlacklistEntries, own.entryId);
    const known = { markKey, register: mark.state, entry: goesOn?.state, name: request.callerName };
    return { decision: listMark(input, known, context), goesOn, streams: [mark] };
  }),

  listBlacklist: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { kind, status, district } = request.query;
    const places: readonly ListedIn[] = district === 'all' ? [...districts, 'city'] : [district];
    const pks = places.map((place) => entriesKey(kind, status, place));
    const page = await pageOfPartitions(request, tools, { index: 'listing', pks });
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => listEntry(parseTolerantly(BlacklistListEntry, card), now));
    return request.answer(200, { items, ...page.next });
  },

  getBlacklistEntry: readOn({
    ...entry,
    // it is shown as expired from that moment on, before a fact says so
    answer: (request, { state, version }) => {
      const view = entryView(state, version, request.context().now);
      return request.answer(200, view, tagOf(version, view));
    },
  }),
  renewBlacklistEntry: onEntry(async (state, input, context, at) => {
    const { mark, known } = await knownTo(state, at);
    return { decision: renewEntry(state, input, known, context), streams: [mark] };
  }),
  delistBlacklistEntry: onEntry(async (state, input, context, at) => {
    const { mark, known } = await knownTo(state, at);
    return { decision: delistEntry(state, input, known, context), streams: [mark] };
  }),
  tellListedPerson: onEntry((state, input, context, { request }) =>
    tellPerson(state, input, { name: request.callerName }, context),
  ),
  appealBlacklistEntry: onEntry((state, input, context, { request }) =>
    appealEntry(state, input, { name: request.callerName }, context),
  ),
  decideBlacklistAppeal: onEntry(async (state, input, context, at) => {
    const { mark, known } = await knownTo(state, at);
    return { decision: decideAppeal(state, input, known, context), streams: [mark] };
  }),
  importBlacklistPage: importPage,
  getNationalList: readOn(nationalList),
  confirmNationalList: commandOn(nationalList)((list, input, context, { request }) =>
    confirmVersion(list, input, { name: request.callerName }, context),
  ),
  checkMarks,
};
