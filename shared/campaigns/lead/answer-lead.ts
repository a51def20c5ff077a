import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { targetKey } from '../model.ts';
import type { LeadFact } from './lead-facts.ts';
import { type LeadCommand, leadLifecycle } from './lead-lifecycle.ts';
import {
  type AcceptLead,
  type FinishLead,
  type GiveFeedback,
  type Lead,
  leadLimits,
  type SendElsewhere,
  type WithReason,
} from './lead-model.ts';

/*
 * What the target of a lead does with it.
 */

export function acceptLead(lead: Lead, { remark }: AcceptLead, { now, actor }: Context): Decision<LeadFact> {
  const data = { at: now, by: actor.agency, ...(remark === undefined ? {} : { remark }) };
  return forbids(lead, 'accept') ?? accept({ type: 'lead.accepted', data });
}

/** Gives the lead back to its campaign: it is not theirs, or nothing can be done. */
export function returnLead(lead: Lead, { reason }: WithReason, { now, actor }: Context): Decision<LeadFact> {
  return forbids(lead, 'return') ?? accept({ type: 'lead.returned', data: { at: now, by: actor.agency, reason } });
}

/**
 * Hands the lead on to another target. Its deadline stays.
 *
 * @returns `lead.handed-on`, or LEAD_STATE_FORBIDS, LEAD_TARGET_SAME, LEAD_FULL
 */
export function handLeadOn(lead: Lead, { target, reason }: SendElsewhere, { now, actor }: Context): Decision<LeadFact> {
  const forbidden = forbids(lead, 'handOn');
  if (forbidden !== undefined) return forbidden;
  if (targetKey(target) === targetKey(lead.target)) return refuse('LEAD_TARGET_SAME');
  if (lead.hands.length >= leadLimits.hands) return refuse('LEAD_FULL', { limit: leadLimits.hands });
  return accept({ type: 'lead.handed-on', data: { at: now, by: actor.agency, from: lead.target, to: target, reason } });
}

/**
 * Tells what was found. It adds to what was told before, or puts one earlier feedback right.
 *
 * @returns `lead.feedback-given`, or LEAD_STATE_FORBIDS, LEAD_NEVER_SENT, LEAD_FULL, FEEDBACK_UNKNOWN
 */
export function giveFeedback(lead: Lead, input: GiveFeedback, { now, actor }: Context): Decision<LeadFact> {
  const forbidden = forbids(lead, 'giveFeedback');
  if (forbidden !== undefined) return forbidden;
  if (lead.dispatchedAt === undefined) return refuse('LEAD_NEVER_SENT');
  if (lead.feedback.length >= leadLimits.feedback) return refuse('LEAD_FULL', { limit: leadLimits.feedback });
  const { replaces, newLeads, ...found } = input;
  const stands = lead.feedback.some(({ n, replacedBy }) => n === replaces && replacedBy === undefined);
  if (replaces !== undefined && !stands) return refuse('FEEDBACK_UNKNOWN', { paths: ['/replaces'] });
  const feedback = {
    ...{ ...found, n: lead.feedback.length + 1, at: now, by: actor.agency, newLeads: newLeads.length },
    ...(replaces === undefined ? {} : { replaces }),
  };
  return accept({ type: 'lead.feedback-given', data: { at: now, by: actor.agency, feedback } });
}

/**
 * Finishes the lead, once it was told whether it is verified.
 *
 * @returns `lead.finished`, or LEAD_STATE_FORBIDS, LEAD_WITHOUT_RESULT
 */
export function finishLead(lead: Lead, { summary }: FinishLead, { now, actor }: Context): Decision<LeadFact> {
  const forbidden = forbids(lead, 'finish');
  if (forbidden !== undefined) return forbidden;
  const last = lead.feedback.findLast(({ replacedBy }) => replacedBy === undefined);
  if (last === undefined || last.verdict === 'open') return refuse('LEAD_WITHOUT_RESULT');
  const data = { at: now, by: actor.agency, ...(summary === undefined ? {} : { summary }) };
  return accept({ type: 'lead.finished', data });
}

function forbids({ status }: Lead, command: LeadCommand): Refusal | undefined {
  return leadLifecycle.refusal(status, command);
}
