import * as z from 'zod';
import { LeadEntry, LeadView } from '../../shared/campaigns/answers.ts';
import { leadLifecycle } from '../../shared/campaigns/lead/lead-lifecycle.ts';
import {
  AcceptLead,
  FinishLead,
  GiveFeedback,
  JoinLead,
  KeepLeadApart,
  ReopenLead,
  SendElsewhere,
  WithReason,
} from '../../shared/campaigns/lead/lead-model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { AgencyId, LeadId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import {
  acceptExample,
  apartExample,
  elsewhereExample,
  feedbackExample,
  finishExample,
  joinExample,
  reopenExample,
} from './examples.ts';

const OfLead = z.strictObject({ leadId: LeadId });

/** The common parts of every command on a lead. */
const onLead = { method: 'POST', tag: 'leads', params: OfLead, ifMatch: true, answers: { 200: LeadView } } as const;
/** Those of its target. */
const answering = { ...onLead, access: { action: 'lead.answer' } } as const;
/** Those of its campaign. */
const steering = { ...onLead, access: { action: 'lead.steer' } } as const;

export const leadRoutes = defineRoutes({
  listLeads: {
    method: 'GET',
    path: '/v1/leads',
    summary: 'List the leads that were sent to the caller: the open ones by their deadline, the others by their end',
    tag: 'leads',
    access: { action: 'lead.list' },
    query: PageQuery.extend({
      state: z.enum(['open', 'closed']).default('open'),
      district: z.enum(districts).optional().meta({ description: 'For police of the whole city: only those of this district.' }),
      partner: AgencyId.optional().meta({ description: 'For police of the whole city: those of this partner.' }),
    }),
    answers: { 200: pageOf(LeadEntry) },
    refusals: [],
  },
  getLead: {
    method: 'GET',
    path: '/v1/leads/{leadId}',
    summary: 'Read a lead: its subject, who has it, what came of it; its target sees nothing of where it came from',
    tag: 'leads',
    access: { action: 'lead.read' },
    params: OfLead,
    answers: { 200: LeadView },
    refusals: [],
  },
  acceptLead: {
    ...answering,
    path: '/v1/leads/{leadId}/accept',
    summary: 'Accept a lead that was sent here',
    during: statesFor(leadLifecycle, 'accept'),
    body: AcceptLead,
    refusals: ['LEAD_STATE_FORBIDS'],
    example: acceptExample,
  },
  returnLead: {
    ...answering,
    path: '/v1/leads/{leadId}/return',
    summary: 'Return a lead to its campaign, with a reason',
    during: statesFor(leadLifecycle, 'return'),
    body: WithReason,
    refusals: ['LEAD_STATE_FORBIDS'],
    example: { reason: 'The account is not of this district' },
  },
  handLeadOn: {
    ...answering,
    path: '/v1/leads/{leadId}/hand-on',
    summary: 'Hand a lead on to another district or partner, with a reason; its deadline stays',
    during: statesFor(leadLifecycle, 'handOn'),
    body: SendElsewhere,
    refusals: ['LEAD_STATE_FORBIDS', 'LEAD_TARGET_SAME', 'LEAD_FULL', 'AGENCY_MAY_NOT_HAVE'],
    example: elsewhereExample,
  },
  giveFeedback: {
    ...answering,
    path: '/v1/leads/{leadId}/feedback',
    summary: 'Tell what came of a lead, or put an earlier feedback right; new leads may come with it',
    during: statesFor(leadLifecycle, 'giveFeedback'),
    body: GiveFeedback,
    refusals: [
      ...(['LEAD_STATE_FORBIDS', 'LEAD_NEVER_SENT', 'LEAD_FULL', 'FEEDBACK_UNKNOWN'] as const),
      ...(['AGENCY_MAY_NOT_HAVE', 'CAMPAIGN_STATE_FORBIDS'] as const),
    ],
    example: feedbackExample,
  },
  finishLead: {
    ...answering,
    path: '/v1/leads/{leadId}/finish',
    summary: 'Finish a lead, once a feedback says whether it is verified',
    during: statesFor(leadLifecycle, 'finish'),
    body: FinishLead,
    refusals: ['LEAD_STATE_FORBIDS', 'LEAD_WITHOUT_RESULT'],
    example: finishExample,
  },
  reopenLead: {
    ...steering,
    path: '/v1/leads/{leadId}/reopen',
    summary: 'Have a finished lead worked again, with a reason and in a new term',
    during: statesFor(leadLifecycle, 'reopen'),
    body: ReopenLead,
    refusals: ['LEAD_STATE_FORBIDS', 'LEAD_FULL', 'DUE_DATE_PAST', 'CAMPAIGN_STATE_FORBIDS'],
    example: reopenExample,
  },
  retargetLead: {
    ...steering,
    path: '/v1/leads/{leadId}/retarget',
    summary: 'Choose another target for a lead that no target has',
    during: statesFor(leadLifecycle, 'retarget'),
    body: SendElsewhere,
    refusals: ['LEAD_STATE_FORBIDS', 'LEAD_TARGET_SAME', 'AGENCY_MAY_NOT_HAVE', 'CAMPAIGN_STATE_FORBIDS'],
    example: elsewhereExample,
  },
  giveLeadUp: {
    ...steering,
    path: '/v1/leads/{leadId}/give-up',
    summary: 'Give a lead up, with a reason',
    during: statesFor(leadLifecycle, 'giveUp'),
    body: WithReason,
    refusals: ['LEAD_STATE_FORBIDS', 'CAMPAIGN_STATE_FORBIDS'],
    example: { reason: 'The account holder died years ago' },
  },
  takeLeadUp: {
    ...steering,
    path: '/v1/leads/{leadId}/take-up',
    summary: 'Take a lead up again that was given up, with a reason',
    during: statesFor(leadLifecycle, 'takeUp'),
    body: WithReason,
    refusals: ['LEAD_STATE_FORBIDS', 'CAMPAIGN_STATE_FORBIDS'],
    example: { reason: 'The number was used again' },
  },
  joinLead: {
    ...steering,
    path: '/v1/leads/{leadId}/join',
    summary: 'Say that a lead is the same as another: the other goes on and serves both campaigns',
    during: statesFor(leadLifecycle, 'join'),
    body: JoinLead,
    refusals: ['LEAD_STATE_FORBIDS', 'LEAD_MATCH_UNKNOWN', 'LEAD_SERVES_TWO', 'LEAD_FULL', 'CAMPAIGN_STATE_FORBIDS'],
    example: joinExample,
  },
  keepLeadApart: {
    ...steering,
    path: '/v1/leads/{leadId}/keep-apart',
    summary: 'Say that a lead is not the same as another with a mark in common, with a reason',
    during: statesFor(leadLifecycle, 'keepApart'),
    body: KeepLeadApart,
    refusals: ['LEAD_STATE_FORBIDS', 'LEAD_MATCH_UNKNOWN', 'CAMPAIGN_STATE_FORBIDS'],
    example: apartExample,
  },
});
