import * as z from 'zod';
import { roles } from '../../shared/access/roles.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { Day } from '../../shared/kernel/day.ts';
import { AgencyId, InboxEntryId } from '../../shared/kernel/ids.ts';
import { keysOf } from '../../shared/kernel/lifecycle.ts';
import { noticeGroups, toldThings } from '../../shared/notifications/groups.ts';
import { noticeClasses, RegisterWebhook, Webhook } from '../../shared/notifications/model.ts';
import { EntryView, InboxDigest, InboxGroups, InboxSummary, ManyDone, ShownEntry } from './answers.ts';

const OfEntry = z.strictObject({ entryId: InboxEntryId });
const OfAgency = z.strictObject({ agency: AgencyId });
const WebhookView = z.strictObject(Webhook.shape).meta({ id: 'Webhook' });

/** Which entries of the caller's desks are meant. */
const filters = {
  kind: z.enum(toldThings).optional().meta({ description: 'Only entries about things of this kind.' }),
  what: z.enum(keysOf(noticeGroups)).optional().meta({ description: 'Only entries about this field of work.' }),
  role: z.enum(roles).optional().meta({ description: 'Only the desks of this role: `duty-officer` for those on night duty.' }),
  class: z.enum(noticeClasses).optional().meta({
    description: 'Only what interrupts (`urgent`), or only what can wait (`digest`).',
  }),
} as const;
const Filters = z.strictObject(filters);
export type InboxFilters = z.infer<typeof Filters>;

const InboxQuery = PageQuery.extend({
  open: z.enum(['true']).optional().meta({ description: 'Only open entries: neither marked done nor settled.' }),
  ...filters,
});

const GroupsQuery = Filters.extend({ limit: PageQuery.shape.limit });

/** As many entries as one request marks done. */
export const MOST_DONE = 100;

const MarkManyDone = z
  .strictObject({
    entryIds: z
      .array(InboxEntryId)
      .min(1)
      .max(MOST_DONE)
      .refine((ids) => new Set(ids).size === ids.length, 'must not name an entry twice')
      .optional()
      .meta({ description: 'These entries.' }),
    subject: z
      .strictObject({ kind: z.enum(toldThings), id: z.string().min(1).max(128) })
      .optional()
      .meta({ description: 'Or all open entries on your desks about this thing.' }),
  })
  .refine(({ entryIds, subject }) => (entryIds === undefined) !== (subject === undefined), {
    error: 'must have either entryIds or subject',
  });

export const inboxRoutes = defineRoutes({
  listInbox: {
    method: 'GET',
    path: '/v1/inbox',
    summary:
      "List the entries on the caller's desks, in words: open ones first, of these what interrupts before what can wait, the newest first",
    tag: 'inbox',
    access: { action: 'inbox.read' },
    query: InboxQuery,
    answers: { 200: pageOf(ShownEntry) },
    refusals: [],
  },
  listInboxThings: {
    method: 'GET',
    path: '/v1/inbox/things',
    summary: "List the things that the open entries on the caller's desks are about, with counts and the newest entry",
    tag: 'inbox',
    access: { action: 'inbox.read' },
    query: GroupsQuery,
    answers: { 200: InboxGroups },
    refusals: [],
  },
  getInboxSummary: {
    method: 'GET',
    path: '/v1/inbox/summary',
    summary: "Count the open entries on the caller's desks: by desk, kind of thing and class",
    tag: 'inbox',
    access: { action: 'inbox.read' },
    query: Filters,
    answers: { 200: InboxSummary },
    refusals: [],
  },
  getInboxDigest: {
    method: 'GET',
    path: '/v1/inbox/digest',
    summary: "Read what a day brought to the caller's desks that could wait, thing by thing, in words",
    tag: 'inbox',
    access: { action: 'inbox.read' },
    query: Filters.omit({ class: true }).extend({
      day: Day.optional().meta({ description: 'The day in Beijing, `YYYY-MM-DD`; by default today.' }),
    }),
    answers: { 200: InboxDigest },
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
  markManyDone: {
    method: 'POST',
    path: '/v1/inbox/done',
    summary: 'Mark several entries done, or all open ones about a thing: each has its own outcome',
    tag: 'inbox',
    access: { action: 'inbox.read' },
    body: MarkManyDone,
    answers: { 200: ManyDone },
    refusals: [],
    example: { entryIds: ['inb_01KAN0F9Q0V3M6T9WB2D5G8J1N'] },
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
