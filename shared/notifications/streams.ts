import type { StreamType } from '../journal/stream.ts';
import { evolveEntry } from './entries.ts';
import { inboxOfDesk, webhookOf } from './keys.ts';
import { InboxEntry, InboxEntryFact, Webhook, WebhookFact } from './model.ts';

/** Entries of inboxes by their id; found on their desk, the open ones first, those that interrupt before those that can wait, the newest first. */
export const InboxEntries: StreamType<InboxEntry, InboxEntryFact> = {
  name: 'inbox-entry',
  schemaVersion: 3,
  state: InboxEntry,
  fact: InboxEntryFact,
  evolve: evolveEntry,
  factsWithin: true,
  index: (entry) => {
    const { pushes: _, ...card } = entry;
    return { entries: { inbox: inboxOfDesk(entry) }, card };
  },
};

/** Webhooks by agency; found by the kind and district of the agency while they have an endpoint. */
export const Webhooks: StreamType<Webhook, WebhookFact> = {
  name: 'webhook',
  schemaVersion: 2,
  state: Webhook,
  fact: WebhookFact,
  evolve: (_before, fact) => fact.data,
  index: ({ agency, agencyKind, district, endpoint, classes }) => ({
    entries: endpoint === undefined ? {} : { listing: webhookOf(agencyKind, district, agency) },
    card: { agency, ...(classes === undefined ? {} : { classes }) },
  }),
};
