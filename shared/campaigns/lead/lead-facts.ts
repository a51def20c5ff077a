import * as z from 'zod';
import { CampaignId, CaseId, LeadId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { actedFact } from '../acted.ts';
import { LeadSubject, LeadTarget } from '../model.ts';
import { Feedback, KnownLead, Lead, Serves } from './lead-model.ts';

/** The term under which a lead is sent: its end, when its target is reminded, when the unit that leads is told. */
const Term = { dueAt: UtcInstant, remindAt: UtcInstant, climbAt: UtcInstant };
const Sent = { ...Term, to: LeadTarget, campaignId: CampaignId, wave: z.int().positive().optional() };
const Missed = { dueAt: UtcInstant };

/** Everything that can happen to a lead. `at` is when it was recorded, `by` the agency that acted. */
export const LeadFact = z.discriminatedUnion('type', [
  actedFact('lead.raised', {
    ...Lead.pick({ leadId: true, reference: true, kind: true, priority: true, target: true, source: true, caseIds: true }).shape,
    subject: LeadSubject,
    serves: Serves,
    dueGiven: UtcInstant.optional(),
    known: z.array(KnownLead),
  }),
  actedFact('lead.dispatched', Sent),
  /** The same, where little time is left: its target is told at once. */
  actedFact('lead.rushed', Sent),
  actedFact('lead.accepted', { remark: z.string().optional() }),
  actedFact('lead.returned', { reason: z.string() }),
  actedFact('lead.handed-on', { from: LeadTarget, to: LeadTarget, reason: z.string() }),
  actedFact('lead.retargeted', { to: LeadTarget, reason: z.string() }),
  actedFact('lead.feedback-given', { feedback: Feedback }),
  actedFact('lead.finished', { summary: z.string().optional() }),
  actedFact('lead.reopened', { reason: z.string(), ...Term }),
  actedFact('lead.given-up', { reason: z.string() }),
  actedFact('lead.taken-up', { reason: z.string() }),
  /** It is the same as another one, which goes on for both. */
  actedFact('lead.joined', { into: LeadId, match: z.int().positive() }),
  /** Another lead was the same: this one serves its campaign and its cases, too. */
  actedFact('lead.took-in', { from: LeadId, serves: Serves, caseIds: z.array(CaseId) }),
  actedFact('lead.kept-apart', { match: z.int().positive(), reason: z.string() }),
  actedFact('lead.reminded', Missed),
  actedFact('lead.fell-overdue', Missed),
  actedFact('lead.climbed', Missed),
]);
export type LeadFact = z.infer<typeof LeadFact>;
export type LeadFactType = LeadFact['type'];
export type LeadDataOf<T extends LeadFactType> = Extract<LeadFact, { type: T }>['data'];
