import type * as z from 'zod';
import { roles } from '../../shared/access/roles.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, recordOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { deskKey, desksOf } from '../../shared/kernel/desk.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { markDone } from '../../shared/notifications/entries.ts';
import { deskInboxKey, OPEN_ENTRIES } from '../../shared/notifications/keys.ts';
import { InboxEntry, type Webhook } from '../../shared/notifications/model.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { registerWebhook } from '../../shared/notifications/webhooks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import type { inboxRoutes } from './routes.ts';

export interface InboxTools extends ApiTools {
  /** Local runtime only: webhooks may be on this host. */
  readonly allowLoopback: boolean;
}

const EntryCard = InboxEntry.omit({ pushes: true });

interface EntryCall extends Call {
  readonly params: { readonly entryId: string };
  answer(status: 200, entry: z.infer<typeof EntryCard>, version: number): StoredAnswer;
}

interface WebhookCall extends Call {
  readonly params: { readonly agency: string };
  answer(status: 200 | 201, webhook: Webhook, version: number): StoredAnswer;
}

export const inboxOperations: Operations<typeof inboxRoutes, InboxTools> = {
  listInbox: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    // unknown roles have no desks; a token may name many
    const desks = desksOf({ ...actor, roles: roles.filter((role) => actor.roles.includes(role)) }).map(deskInboxKey);
    const page = await pageOfPartitions(request, tools, {
      index: 'inbox',
      pks: desks,
      within: query.open === undefined ? '' : OPEN_ENTRIES,
    });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(EntryCard, card)), ...page.next });
  },

  markDone: commandOn({
    load: ({ params }: EntryCall, journal: Journal) => journal.load(InboxEntries, params.entryId),
    thing: ({ desk }) => ({ desk: deskKey(desk) }),
    answer: (request, { state, version }) => request.answer(200, EntryCard.strip().parse(state), version),
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
