import { roles } from '../../shared/access/roles.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { deskInboxKey, OPEN_ENTRIES } from '../../shared/journal/keys.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { deskKey, desksOf } from '../../shared/kernel/desk.ts';
import { markDone } from '../../shared/notifications/entries.ts';
import { InboxEntry } from '../../shared/notifications/model.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { registerWebhook } from '../../shared/notifications/webhooks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfDesks } from '../platform/desk-pages.ts';
import { noState } from '../platform/no-state.ts';
import type { inboxRoutes } from './routes.ts';

export interface InboxTools extends ApiTools {
  /** Local runtime only: webhooks may be on this host. */
  readonly allowLoopback: boolean;
}

const EntryCard = InboxEntry.omit({ pushes: true });

export const inboxOperations: Operations<typeof inboxRoutes, InboxTools> = {
  listInbox: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    // unknown roles have no desks; a token may name many
    const desks = desksOf({ ...actor, roles: roles.filter((role) => actor.roles.includes(role)) }).map(deskInboxKey);
    const page = await pageOfDesks(request, tools, desks, query.open === undefined ? '' : OPEN_ENTRIES);
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => EntryCard.parse(card)), ...page.next });
  },

  markDone: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const entry = await journal.load(InboxEntries, request.params.entryId);
      if (entry.state === undefined) return refuse('NOT_FOUND');
      const access = request.allowed({ desk: deskKey(entry.state.desk) });
      if (access.kind === 'refusal') return access;
      const stale = staleness(request, entry.version);
      if (stale !== undefined) return stale;
      return planFrom(markDone(entry.state, request.context()), [entry], (after) => {
        const { state = noState(), version } = after(entry);
        return request.answer(200, EntryCard.strip().parse(state), version);
      });
    }),

  getWebhook: async (request, { journal }) => {
    const access = request.allowed({ itself: request.params.agency });
    if (access.kind === 'refusal') return access;
    const { state, version } = await journal.load(Webhooks, request.params.agency);
    return state === undefined ? refuse('NOT_FOUND') : request.answer(200, state, version);
  },

  registerWebhook: async (request, { journal, allowLoopback }) => {
    const { agency } = request.params;
    const access = request.allowed({ itself: agency });
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const webhook = await journal.load(Webhooks, agency);
      const stale = staleness(request, webhook.version);
      if (stale !== undefined) return stale;
      const decision = registerWebhook(webhook.state, request.body, { allowLoopback }, request.context());
      return planFrom(decision, [webhook], (after) => {
        const { state = noState(), version } = after(webhook);
        return request.answer(webhook.state === undefined ? 201 : 200, state, version);
      });
    });
  },
};
