import * as z from 'zod';
import { agencyKinds, districts } from '../kernel/context.ts';
import { Desk } from '../kernel/desk.ts';
import { AgencyId, InboxEntryId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';

/** A term by its kind and its end; it says nothing of the person it is about. */
export const NoticeTerm = z.strictObject({
  kind: z.string().max(32).meta({
    description:
      'Which: `stop`, `freeze`, a term of procedure such as `arrest-decision`, `invitation`, `evidence`, `action`, `minutes`, `report`, `deadline`, `decision`, `correction`, `answers`, `screening`, `region-notice`, `return-notice`, `payment`, `telling`, `appeal`.',
  }),
  endsAt: UtcInstant,
});
export type NoticeTerm = z.infer<typeof NoticeTerm>;

/**
 * Whether a notice interrupts: `urgent`, at night too, because money moves, a clock of hours runs or a person waits; `digest`, for the next
 * working day.
 */
export const noticeClasses = ['urgent', 'digest'] as const;
export type NoticeClass = (typeof noticeClasses)[number];

/**
 * A notice on a desk (通知): something happened to a thing. It names the thing by its id and the reference people say on the phone, and the
 * event by the code of the fact; only readers of the thing can see which persons it concerns.
 */
export const Notice = z.strictObject({
  desk: Desk,
  /** Absent on notices from before there were classes: they count as urgent. */
  class: z.enum(noticeClasses).optional().meta({
    description:
      '`urgent`: it interrupts, at night too · `digest`: it can wait for the next working day. Absent on old notices: urgent.',
  }),
  /** The type of the fact. */
  what: z.string().max(64).meta({ description: 'What happened: the type of the recorded fact, such as `case.shared`.' }),
  subject: z.strictObject({
    /** The kind of thing: the name of its stream. */
    kind: z.string().max(32).meta({ description: 'The kind of thing: `case`, `order`, `consultation`, …' }),
    id: z.string().max(128).meta({ description: 'Under which the API gives the thing, to those who may read it.' }),
    reference: z.string().max(64).optional().meta({ description: 'What people say on the phone, such as `C-HD-261122-YZ2Z2Q`.' }),
  }),
  district: z.enum(districts).optional(),
  /** When it happened. */
  at: UtcInstant.meta({ description: 'When it happened.' }),
  /** The moment it is about, if there is one: by when something is due, or when it ended. */
  dueAt: UtcInstant.optional().meta({
    description: 'The moment it is about, where there is one: by when something is due, or when it ended.',
  }),
  /** The term that it is about. */
  term: NoticeTerm.optional().meta({
    description: 'The term that it is about: which kind, and when it ends or ended. `dueAt` says the same moment.',
  }),
  /** How many of each kind, if the fact is about several. */
  counts: z.record(z.string().max(32), z.int().nonnegative()).optional().meta({
    description:
      'How many of what, where it is about several: `opened`, `joined`, `cut`, `held`, `outflows`; or how much: `stoppedFen`.',
  }),
  /** The bank that it is about. */
  bankId: AgencyId.optional().meta({ description: 'The bank that stopped money.' }),
  /** Why, by codes. */
  reasons: z
    .array(z.string().max(32))
    .max(16)
    .optional()
    .meta({ description: 'Why, by codes: what holds the outflows of an order, or what contradicts itself in an answer.' }),
});
export type Notice = z.infer<typeof Notice>;

/** An entry of an inbox: a notice, whether it was dealt with, and which agencies' webhooks have it. */
export const InboxEntry = Notice.extend({
  entryId: InboxEntryId,
  /** When a person marked it done, or a later fact settled it. */
  doneAt: UtcInstant.optional(),
  /** The type of the fact that settled the matter; absent if a person marked it done. */
  settledBy: z.string().max(64).optional(),
  pushes: z.array(z.strictObject({ agency: AgencyId, at: UtcInstant, outcome: z.enum(['delivered', 'undeliverable']) })),
});
export type InboxEntry = z.infer<typeof InboxEntry>;

export const InboxEntryFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('inbox-entry.made'), data: Notice.extend({ entryId: InboxEntryId }) }),
  z.strictObject({ type: z.literal('inbox-entry.done'), data: z.strictObject({ at: UtcInstant }) }),
  /** A later fact settled the matter, so the entry is closed on its desk without a person; `by` is the type of that fact. */
  z.strictObject({
    type: z.literal('inbox-entry.settled'),
    data: z.strictObject({ at: UtcInstant, by: z.string().max(64) }),
  }),
  /** An agency's webhook took it; `signature` is the detached JWS of what was pushed. */
  z.strictObject({
    type: z.literal('inbox-entry.delivered'),
    data: z.strictObject({ at: UtcInstant, agency: AgencyId, signature: z.string() }),
  }),
  z.strictObject({ type: z.literal('inbox-entry.undeliverable'), data: z.strictObject({ at: UtcInstant, agency: AgencyId }) }),
]);
export type InboxEntryFact = z.infer<typeof InboxEntryFact>;

/** The registration of an agency. It replaces the earlier one; without an endpoint the pushes end. */
export const RegisterWebhook = z.strictObject({
  endpoint: z.url().max(512).optional(),
  /** Which notices are pushed; absent: all. */
  classes: z
    .array(z.enum(noticeClasses))
    .min(1)
    .max(noticeClasses.length)
    .optional()
    .meta({ description: 'Which notices are pushed, by class. Absent: all. An entry lies in the inbox, pushed or not.' }),
});
export type RegisterWebhook = z.infer<typeof RegisterWebhook>;

/** The address for an agency's notices, and the agency by its own token: its kind and district decide which notices it gets. */
export const Webhook = RegisterWebhook.extend({
  agency: AgencyId,
  agencyKind: z.enum(agencyKinds),
  district: z.enum(districts).optional(),
  registeredAt: UtcInstant,
});
export type Webhook = z.infer<typeof Webhook>;

export const WebhookFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('webhook.registered'), data: Webhook }),
]);
export type WebhookFact = z.infer<typeof WebhookFact>;

/** A message in the queue to the gateway: which entry to push to which agency, never the entry itself. Both ends check it. */
export const NoticeMessage = z.strictObject({ entryId: InboxEntryId, agency: AgencyId });
export type NoticeMessage = z.infer<typeof NoticeMessage>;

/** The body of a push to a webhook, signed: the notice without its desk, so that a push tells no role or person. */
export const PushedNotice = z.strictObject({
  entryId: InboxEntryId.meta({
    description: 'Of this entry alone, at each push of it. Deal with it: `POST /v1/inbox/{entryId}/done`.',
  }),
  ...Notice.omit({ desk: true }).shape,
});

/** The part of an entry that is pushed: what happened to which thing and when, without the persons it concerns. */
export function pushedNotice(entry: InboxEntry): z.infer<typeof PushedNotice> {
  return PushedNotice.strip().parse(entry);
}
