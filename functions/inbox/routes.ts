import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { AgencyId, InboxEntryId } from '../../shared/kernel/ids.ts';
import { InboxEntry, RegisterWebhook, Webhook } from '../../shared/notifications/model.ts';

const OfEntry = z.strictObject({ entryId: InboxEntryId });
const OfAgency = z.strictObject({ agency: AgencyId });

/** An entry as its desk sees it. The audit shows which webhooks have it. */
const EntryView = z.strictObject(InboxEntry.omit({ pushes: true }).shape).meta({ id: 'InboxEntry' });
const WebhookView = z.strictObject(Webhook.shape).meta({ id: 'Webhook' });

const InboxQuery = PageQuery.extend({
  open: z.enum(['true']).optional().meta({ description: 'Only open entries: not yet marked done.' }),
});

export const inboxRoutes = defineRoutes({
  listInbox: {
    method: 'GET',
    path: '/v1/inbox',
    summary: "List the entries on the caller's desks, by agency, role and person: open ones first, the newest first",
    tag: 'inbox',
    access: { action: 'inbox.read' },
    query: InboxQuery,
    answers: { 200: pageOf(EntryView) },
    refusals: [],
  },
  markDone: {
    method: 'POST',
    path: '/v1/inbox/{entryId}/done',
    summary: 'Mark an entry done, for all people at its desk',
    tag: 'inbox',
    access: { action: 'inbox.done' },
    params: OfEntry,
    answers: { 200: EntryView },
    refusals: [],
    ifMatch: true,
  },
  getWebhook: {
    method: 'GET',
    path: '/v1/webhooks/{agency}',
    summary: "Read where the calling agency's notices are pushed",
    tag: 'inbox',
    access: { action: 'webhook.read' },
    params: OfAgency,
    answers: { 200: WebhookView },
    refusals: [],
  },
  registerWebhook: {
    method: 'PUT',
    path: '/v1/webhooks/{agency}',
    summary: "Register where the calling agency's notices are pushed, signed like orders to banks; without an endpoint, nowhere",
    tag: 'inbox',
    access: { action: 'webhook.register' },
    params: OfAgency,
    body: RegisterWebhook,
    answers: { 200: WebhookView, 201: WebhookView },
    refusals: ['ENDPOINT_NOT_ALLOWED'],
    ifMatch: true,
    example: { endpoint: 'https://cordon.procuratorate.example/notices' },
  },
});
