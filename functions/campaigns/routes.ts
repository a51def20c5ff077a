import * as z from 'zod';
import { CampaignEntry, CampaignView, CaseLeads, LeadEntry, SummaryView, WaveView } from '../../shared/campaigns/answers.ts';
import { campaignLifecycle } from '../../shared/campaigns/campaign/campaign-lifecycle.ts';
import { AmendCampaign, CampaignReason, CloseCampaign, OpenCampaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { leadStatuses, RaiseLead } from '../../shared/campaigns/lead/lead-model.ts';
import { LeadKind, LeadSource, LeadSubject } from '../../shared/campaigns/model.ts';
import { MOST_LEADS, OpenWave } from '../../shared/campaigns/wave/wave-model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageBody, PageQuery, pageOf } from '../../shared/http/lists.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import { districts } from '../../shared/kernel/context.ts';
import { AgencyId, CampaignId, CampaignWaveId, CaseId, LeadId } from '../../shared/kernel/ids.ts';
import { onlyIn, statesFor } from '../../shared/kernel/lifecycle.ts';
import {
  amendExample,
  campaignExample,
  closeExample,
  leadsExample,
  packageExample,
  reasonExample,
  waveExample,
} from './examples.ts';
import { leadRoutes } from './lead-routes.ts';

const OfCampaign = z.strictObject({ campaignId: CampaignId });
const OfWave = z.strictObject({ campaignId: CampaignId, waveId: CampaignWaveId });
const OfCase = z.strictObject({ caseId: CaseId });

/** The common parts of every command on a campaign. */
const onCampaign = {
  method: 'POST',
  tag: 'campaigns',
  params: OfCampaign,
  ifMatch: true,
  answers: { 200: CampaignView },
} as const;

/** Some leads at once: each is decided by itself, so one that cannot be read holds up no other. */
const RaiseLeads = z.strictObject({
  leads: z.array(z.unknown()).min(1, 'must hold a lead').max(MOST_LEADS, `must hold at most ${MOST_LEADS} leads`),
});
const RaiseLeadsAsTold = z.strictObject({ leads: z.array(RaiseLead).min(1).max(MOST_LEADS) });

/** What became of each lead of a request. */
const RaisedLeads = z
  .strictObject({
    raised: z.int().nonnegative(),
    refused: z.int().nonnegative(),
    outcomes: z
      .array(
        z.union([
          z.strictObject({
            outcome: z.literal('raised'),
            leadId: LeadId,
            reference: z.string(),
            known: z.int().nonnegative().describe('How many leads may be the same: `known` of the lead says which.'),
          }),
          z.strictObject({ outcome: z.literal('refused'), problem: Problem }),
        ]),
      )
      .describe('In the order of the request.'),
  })
  .meta({ id: 'RaisedLeads' });
export type RaisedLeads = z.input<typeof RaisedLeads>;

/** From what leads are proposed: the persons and accounts of a case, the accounts of a trace, the other accounts of a statement. */
const Package = z.strictObject({ ...PageBody, from: LeadSource });

/** Leads as a source suggests them: an officer adds the target and raises those that are worth it. */
const ProposedLeads = z
  .strictObject({
    items: z.array(
      z.strictObject({
        kind: LeadKind,
        subject: LeadSubject,
        source: LeadSource,
        known: z.int().nonnegative().describe('How many leads have the same mark already.'),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'ProposedLeads' });
export type ProposedLeads = z.input<typeof ProposedLeads>;

const Overdue = z.literal('true').optional().meta({ description: 'Only those that are open and past their deadline.' });

/** Which target: a district or a partner. */
const OfTarget = {
  district: z.enum(districts).optional().meta({ description: 'Only those of this district.' }),
  partner: AgencyId.optional().meta({ description: 'Only those of this partner.' }),
};

export const campaignRoutes = defineRoutes({
  openCampaign: {
    method: 'POST',
    path: '/v1/campaigns',
    summary: 'Open a campaign; its leads are gathered before it starts',
    tag: 'campaigns',
    access: { action: 'campaign.open' },
    body: OpenCampaign,
    answers: { 201: CampaignView },
    refusals: ['TIMES_OUT_OF_ORDER', 'DUE_DATE_PAST', 'AGENCY_UNKNOWN', 'AGENCY_UNFIT'],
    example: campaignExample,
  },
  listCampaigns: {
    method: 'GET',
    path: '/v1/campaigns',
    summary: 'List the campaigns by their end; police of a district those that their own agency leads, the newest first',
    tag: 'campaigns',
    access: { action: 'campaign.list' },
    query: PageQuery.extend({ state: z.enum(['open', 'closed']).default('open') }),
    answers: { 200: pageOf(CampaignEntry) },
    refusals: [],
  },
  getCampaign: {
    method: 'GET',
    path: '/v1/campaigns/{campaignId}',
    summary: 'Read a campaign with the sums of its leads; a target of its leads sees its title and its end',
    tag: 'campaigns',
    access: { action: 'campaign.read' },
    params: OfCampaign,
    answers: { 200: CampaignView },
    refusals: [],
  },
  amendCampaign: {
    ...onCampaign,
    path: '/v1/campaigns/{campaignId}/amend',
    summary: 'Change the aims, the summary or the end of a campaign, with a reason',
    access: { action: 'campaign.lead' },
    during: statesFor(campaignLifecycle, 'amend'),
    body: AmendCampaign,
    refusals: ['CAMPAIGN_STATE_FORBIDS', 'TIMES_OUT_OF_ORDER'],
    example: amendExample,
  },
  startCampaign: {
    ...onCampaign,
    path: '/v1/campaigns/{campaignId}/start',
    summary: 'Start a campaign: waves may go out',
    access: { action: 'campaign.lead' },
    during: statesFor(campaignLifecycle, 'start'),
    refusals: ['CAMPAIGN_STATE_FORBIDS'],
  },
  windCampaignUp: {
    ...onCampaign,
    path: '/v1/campaigns/{campaignId}/wind-up',
    summary: 'Take no more leads in and send no more waves: what is out is worked to its end',
    access: { action: 'campaign.lead' },
    during: statesFor(campaignLifecycle, 'windUp'),
    body: CampaignReason,
    refusals: ['CAMPAIGN_STATE_FORBIDS'],
    example: reasonExample,
  },
  resumeCampaign: {
    ...onCampaign,
    path: '/v1/campaigns/{campaignId}/resume',
    summary: 'Go on with a campaign that was winding up',
    access: { action: 'campaign.lead' },
    during: statesFor(campaignLifecycle, 'resume'),
    body: CampaignReason,
    refusals: ['CAMPAIGN_STATE_FORBIDS'],
    example: { reason: 'New accounts were found' },
  },
  closeCampaign: {
    ...onCampaign,
    path: '/v1/campaigns/{campaignId}/close',
    summary: 'Close a campaign with its summary; with open leads only for a reason, for which they are given up',
    access: { action: 'campaign.lead' },
    during: statesFor(campaignLifecycle, 'close'),
    body: CloseCampaign,
    refusals: ['CAMPAIGN_STATE_FORBIDS', 'CAMPAIGN_LEADS_OPEN'],
    example: closeExample,
  },
  callCampaignOff: {
    ...onCampaign,
    path: '/v1/campaigns/{campaignId}/call-off',
    summary: 'Call a campaign off; its open leads are given up',
    access: { action: 'campaign.lead' },
    during: statesFor(campaignLifecycle, 'callOff'),
    body: CampaignReason,
    refusals: ['CAMPAIGN_STATE_FORBIDS'],
    example: { reason: 'The ministry took it over' },
  },
  getCampaignSummary: {
    method: 'GET',
    path: '/v1/campaigns/{campaignId}/summary',
    summary: 'Read the closing summary: the sums by target, kind and wave as they were at the close',
    tag: 'campaigns',
    access: { action: 'campaign.work' },
    params: OfCampaign,
    answers: { 200: SummaryView },
    refusals: ['CAMPAIGN_NOT_CLOSED'],
  },
  proposeLeads: {
    method: 'POST',
    path: '/v1/campaigns/{campaignId}/packages',
    summary:
      'Propose leads from a case, an order, a statement or an entry of the blacklist; nothing is raised before an officer does so',
    tag: 'campaigns',
    access: { action: 'campaign.work' },
    params: OfCampaign,
    body: Package,
    answers: { 200: ProposedLeads },
    refusals: ['LEAD_SOURCE_UNKNOWN', 'CURSOR_INVALID'],
    example: packageExample,
  },
  raiseLeads: {
    method: 'POST',
    path: '/v1/campaigns/{campaignId}/leads',
    summary: 'Take leads into a campaign, up to 200; each is decided by itself, and the answer has each outcome',
    tag: 'campaigns',
    access: { action: 'campaign.work' },
    params: OfCampaign,
    body: RaiseLeads,
    bodyAsTold: RaiseLeadsAsTold,
    during: onlyIn(campaignLifecycle, ['preparing', 'running']),
    answers: { 200: RaisedLeads },
    refusals: ['CAMPAIGN_STATE_FORBIDS', 'DUE_DATE_PAST', 'LEAD_SOURCE_UNKNOWN', 'AGENCY_MAY_NOT_HAVE'],
    example: leadsExample,
  },
  listCampaignLeads: {
    method: 'GET',
    path: '/v1/campaigns/{campaignId}/leads',
    summary: 'List the leads of a campaign, the oldest first',
    tag: 'campaigns',
    access: { action: 'campaign.work' },
    params: OfCampaign,
    query: PageQuery.extend({
      status: z.enum(leadStatuses).optional(),
      kind: LeadKind.optional(),
      ...OfTarget,
      overdue: Overdue,
    }),
    answers: { 200: pageOf(LeadEntry) },
    refusals: [],
  },
  openWave: {
    method: 'POST',
    path: '/v1/campaigns/{campaignId}/waves',
    summary: 'Send leads to their targets in a wave: those named, or those that a filter chooses',
    tag: 'campaigns',
    access: { action: 'campaign.work' },
    params: OfCampaign,
    body: OpenWave,
    ifMatch: true,
    during: statesFor(campaignLifecycle, 'openWave'),
    answers: { 202: WaveView },
    refusals: ['CAMPAIGN_STATE_FORBIDS', 'CAMPAIGN_FULL', 'WAVE_EMPTY', 'DUE_DATE_PAST', 'LEAD_OF_OTHER_CAMPAIGN'],
    example: waveExample,
  },
  getWave: {
    method: 'GET',
    path: '/v1/campaigns/{campaignId}/waves/{waveId}',
    summary: 'Read a wave: how many of its leads were sent, which were not, and why',
    tag: 'campaigns',
    access: { action: 'campaign.work' },
    params: OfWave,
    answers: { 200: WaveView },
    refusals: [],
  },
  listCaseLeads: {
    method: 'GET',
    path: '/v1/cases/{caseId}/leads',
    summary: 'List the leads that came from a case, the oldest first, with the sums of what came of them',
    tag: 'campaigns',
    access: { action: 'case.leads' },
    params: OfCase,
    query: PageQuery,
    answers: { 200: CaseLeads },
    refusals: [],
  },
  ...leadRoutes,
});
