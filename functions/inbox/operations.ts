import type * as z from 'zod';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, recordOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { beijingDay, plusDays, startOfDay } from '../../shared/kernel/beijing.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { classOf, markDone } from '../../shared/notifications/entries.ts';
import { deskInboxKey, madeBetween, OPEN_ENTRIES } from '../../shared/notifications/keys.ts';
import type { Webhook } from '../../shared/notifications/model.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { registerWebhook } from '../../shared/notifications/webhooks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import { EntryView } from './answers.ts';
import { desksAsked, entriesOfDesks, entryOf, isAsked, openRange } from './desk-entries.ts';
import { byThing, digestOf, shownEntries, summaryOf } from './entry-views.ts';
import { manyDone } from './many-done.ts';
import type { inboxRoutes } from './routes.ts';

export interface InboxTools extends ApiTools {
  /** Local runtime only: webhooks may be on this host. */
  readonly allowLoopback: boolean;
}

interface EntryCall extends Call {
  readonly params: { readonly entryId: string };
  answer(status: 200, entry: z.infer<typeof EntryView>, version: number): StoredAnswer;
}

interface WebhookCall extends Call {
  readonly params: { readonly agency: string };
  answer(status: 200 | 201, webhook: Webhook, version: number): StoredAnswer;
}

export const inboxOperations: Operations<typeof inboxRoutes, InboxTools> = {
  ...manyDone,

  listInbox: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    const { open, kind, what, role, class: wanted } = query;
    const keep = isAsked(query);
    // of open entries a range has one class; among all, an entry tells it
    const range = open === undefined ? {} : wanted === undefined ? { within: OPEN_ENTRIES } : { range: openRange(wanted) };
    const filtered = kind !== undefined || what !== undefined || (wanted !== undefined && open === undefined);
    const page = await pageOfPartitions(request, tools, {
      ...{ index: 'inbox', pks: desksAsked(actor, role).map((desk) => deskInboxKey(deskKey(desk))) },
      ...range,
      filter: { kind, what, class: wanted },
      ...(filtered ? { keep: (card) => keep(entryOf(card)) } : {}),
    });
    if (page.kind === 'refusal') return page;
    const items = await shownEntries(tools.journal, page.cards.map(entryOf), actor);
    return request.answer(200, { items: [...items], ...page.next });
  },

  listInboxThings: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    const { role, class: wanted, limit } = query;
    const desks = await entriesOfDesks(tools.journal, desksAsked(actor, role), [openRange(wanted)], isAsked(query));
    return request.answer(200, await byThing(desks, { journal: tools.journal, actor, now: tools.now(), limit }));
  },

  getInboxSummary: async (request, { journal, now }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    const desks = await entriesOfDesks(journal, desksAsked(actor, query.role), [openRange(query.class)], isAsked(query));
    return request.answer(200, summaryOf(desks, now()));
  },

  getInboxDigest: async (request, { journal, now }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    const { day = beijingDay(now()), role } = query;
    const keep = isAsked(query);
    const ranges = madeBetween(startOfDay(day), startOfDay(plusDays(day, 1)));
    const desks = await entriesOfDesks(
      journal,
      desksAsked(actor, role),
      ranges,
      (entry) => classOf(entry) === 'digest' && keep(entry),
    );
    return request.answer(200, { day, ...(await digestOf(desks, journal, actor)) });
  },

  markDone: commandOn({
    load: ({ params }: EntryCall, journal: Journal) => journal.load(InboxEntries, params.entryId),
    thing: ({ desk }) => ({ desk: deskKey(desk) }),
    answer: (request, { state, version }) => request.answer(200, EntryView.strip().parse(state), version),
  })((entry, _none, context) => markDone(entry, context)),

  getWebhook: async (request, { journal }) => {
    const access = request.allowed({ itself: request.params.agency });
    if (access.kind === 'refusal') return access;
    const { state, version } = await journal.load(Webhooks, request.params.agency);
    return state === undefined ? refuse('NOT_FOUND') : request.answer(200, state, version);
  },

  registerWebhook: recordOn({
    load: ({ params }: WebhookCall, journal: Journal) => journal.load(Webhooks, params.agency),
    may: (request) => request.allowed({ itself: request.params.agency }),
    answer: (request, { state, version }, before) => request.answer(before === undefined ? 201 : 200, state, version),
  })((before, input, context, { tools: { allowLoopback } }: { readonly tools: InboxTools }) =>
    registerWebhook(before, input, { allowLoopback }, context),
  ),
};
