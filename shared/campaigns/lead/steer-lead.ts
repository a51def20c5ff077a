import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { targetKey } from '../model.ts';
import { isShort, leadTerm } from './deadlines.ts';
import type { LeadFact } from './lead-facts.ts';
import { type LeadCommand, leadLifecycle } from './lead-lifecycle.ts';
import {
  isUndecided,
  type KeepLeadApart,
  type Lead,
  leadLimits,
  type ReopenLead,
  type SendElsewhere,
  type WithReason,
} from './lead-model.ts';

/*
 * What a campaign does with its leads.
 */

/** The wave that sends a lead. */
export interface Dispatch {
  readonly campaignId: string;
  readonly wave: number;
  /** ISO 8601, UTC. */
  readonly dueAt?: string | undefined;
}

/**
 * Sends a lead to its target in a wave. A deadline that passed before it could be sent counts no more: then its term begins now.
 *
 * @returns `lead.dispatched`, with little time `lead.rushed`; or LEAD_STATE_FORBIDS, LEAD_OF_OTHER_CAMPAIGN, LEAD_MATCH_UNDECIDED, LEAD_FULL
 */
export function dispatchLead(lead: Lead, { campaignId, wave, dueAt }: Dispatch, context: Context): Decision<LeadFact> {
  const { now, actor } = context;
  const forbidden = forbids(lead, 'dispatch');
  if (forbidden !== undefined) return forbidden;
  if (!lead.campaigns.some((one) => one.campaignId === campaignId)) return refuse('LEAD_OF_OTHER_CAMPAIGN');
  if (isUndecided(lead)) return refuse('LEAD_MATCH_UNDECIDED');
  if (lead.hands.length >= leadLimits.hands) return refuse('LEAD_FULL', { limit: leadLimits.hands });
  const given = [dueAt, lead.dueGiven].find((at) => at !== undefined && at > now);
  const term = leadTerm(lead, given, context);
  const data = { at: now, by: actor.agency, to: lead.target, campaignId, wave, ...term };
  return accept({ type: isShort(term, context) ? 'lead.rushed' : 'lead.dispatched', data });
}

/** Changes the target of a lead that no target has. */
export function retargetLead(lead: Lead, { target, reason }: SendElsewhere, { now, actor }: Context): Decision<LeadFact> {
  const forbidden = forbids(lead, 'retarget');
  if (forbidden !== undefined) return forbidden;
  if (targetKey(target) === targetKey(lead.target)) return refuse('LEAD_TARGET_SAME');
  return accept({ type: 'lead.retargeted', data: { at: now, by: actor.agency, to: target, reason } });
}

export function giveLeadUp(lead: Lead, { reason }: WithReason, { now, actor }: Context): Decision<LeadFact> {
  return forbids(lead, 'giveUp') ?? accept({ type: 'lead.given-up', data: { at: now, by: actor.agency, reason } });
}

export function takeLeadUp(lead: Lead, { reason }: WithReason, { now, actor }: Context): Decision<LeadFact> {
  return forbids(lead, 'takeUp') ?? accept({ type: 'lead.taken-up', data: { at: now, by: actor.agency, reason } });
}

/**
 * Has the target work a finished lead again, in a new term.
 *
 * @returns `lead.reopened`, or LEAD_STATE_FORBIDS, LEAD_FULL, DUE_DATE_PAST
 */
export function reopenLead(lead: Lead, { reason, dueAt }: ReopenLead, context: Context): Decision<LeadFact> {
  const { now, actor } = context;
  const forbidden = forbids(lead, 'reopen');
  if (forbidden !== undefined) return forbidden;
  if (lead.reopened.length >= leadLimits.reopened) return refuse('LEAD_FULL', { limit: leadLimits.reopened });
  if (dueAt !== undefined && dueAt <= now) return refuse('DUE_DATE_PAST', { paths: ['/dueAt'] });
  return accept({ type: 'lead.reopened', data: { at: now, by: actor.agency, reason, ...leadTerm(lead, dueAt, context) } });
}

/**
 * Says that a lead is not the same as one that has a mark in common.
 *
 * @returns `lead.kept-apart`, or LEAD_STATE_FORBIDS, LEAD_MATCH_UNKNOWN
 */
export function keepLeadApart(lead: Lead, { match, reason }: KeepLeadApart, { now, actor }: Context): Decision<LeadFact> {
  return (
    forbids(lead, 'keepApart') ??
    unmatched(lead, match) ??
    accept({ type: 'lead.kept-apart', data: { at: now, by: actor.agency, match, reason } })
  );
}

/**
 * Says that two leads are the same: the other goes on and serves the campaigns and cases of both.
 *
 * @param into the lead that goes on
 * @returns the facts of each; or LEAD_STATE_FORBIDS, LEAD_MATCH_UNKNOWN, LEAD_SERVES_TWO
 */
export function joinLeads(
  lead: Lead,
  match: number,
  { into }: { readonly into: Lead },
  { now, actor }: Context,
): { readonly kind: 'joined'; readonly own: readonly LeadFact[]; readonly other: readonly LeadFact[] } | Refusal {
  const forbidden = forbids(lead, 'join') ?? unmatched(lead, match) ?? forbids(into, 'takeIn');
  if (forbidden !== undefined) return forbidden;
  const [serves] = lead.campaigns;
  const both = new Set([...into.campaigns, ...lead.campaigns].map(({ campaignId }) => campaignId));
  const cases = new Set([...into.caseIds, ...lead.caseIds]);
  if (serves === undefined || both.size > leadLimits.campaigns || lead.campaigns.length > 1) return refuse('LEAD_SERVES_TWO');
  if (cases.size > leadLimits.cases) return refuse('LEAD_FULL', { limit: leadLimits.cases });
  const { campaignId, leadUnit } = serves;
  const acted = { at: now, by: actor.agency };
  const taken = { from: lead.leadId, serves: { campaignId, leadUnit, since: now }, caseIds: lead.caseIds };
  return {
    kind: 'joined',
    own: [{ type: 'lead.joined', data: { ...acted, into: into.leadId, match } }],
    other: [{ type: 'lead.took-in', data: { ...acted, ...taken } }],
  };
}

function unmatched({ known }: Lead, match: number): Refusal | undefined {
  const one = known[match - 1];
  return one === undefined || one.ruling !== undefined ? refuse('LEAD_MATCH_UNKNOWN', { paths: ['/match'] }) : undefined;
}

function forbids({ status }: Lead, command: LeadCommand): Refusal | undefined {
  return leadLifecycle.refusal(status, command);
}
