import { splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { InboxEntries } from '../../shared/notifications/streams.ts';
import { type AccessPart, actors, names } from './access-actors.ts';
import { id, minute } from './samples.ts';

const entryId = 'inb_01KANXE8G00000000000000000';
const everybody = names.filter((name) => name !== 'clerk' && name !== 'pretender');

/** Inboxes: each caller's own desk; webhooks: each caller's own agency. */
export const inboxAccess: AccessPart = {
  rows: {
    listInbox: { yes: everybody, forbidden: 'everyone else' },
    listInboxThings: { yes: everybody, forbidden: 'everyone else' },
    getInboxSummary: { yes: everybody, forbidden: 'everyone else' },
    getInboxDigest: { yes: everybody, forbidden: 'everyone else' },
    // each entry has its own outcome: one on another desk is not found
    markManyDone: { yes: everybody, forbidden: 'everyone else' },
    // of each thing each caller learns only of what they may read of it
    getChanges: { yes: everybody, forbidden: 'everyone else' },
    // it lies on the desk of the supervisors of the city's police
    markDone: { yes: ['city'], forbidden: [] },
    getWebhook: { yes: ['prosecutor'], forbidden: [] },
    registerWebhook: { yes: ['prosecutor'], forbidden: [] },
  },

  prepare: async (api) => {
    const notice = {
      desk: { kind: 'police', role: 'supervisor' },
      what: 'order.breached',
      subject: { kind: 'order', id: id('ord', 1) },
      at: minute(30),
    } as const;
    const command = {
      name: 'test',
      id: 'inbox',
      inputHash: 'inbox',
      actor: systemActor,
      correlationId: 'inbox',
      now: minute(30),
    };
    const made = { type: 'inbox-entry.made', data: { ...notice, entryId } };
    await api.journal.append({ command, changes: splitFacts([fresh(InboxEntries, entryId)], [made]) });
    await api.call(actors.prosecutor, 'PUT', `/v1/webhooks/${actors.prosecutor.agency}`, { body: {} });
    return { entryId, agency: actors.prosecutor.agency };
  },

  calls: () => ({
    registerWebhook: { body: {} },
    getChanges: { query: { of: 'inbox' } },
    markManyDone: { body: { entryIds: [entryId] } },
  }),
};
