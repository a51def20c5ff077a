import type { Context } from '../../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { defined } from '../../kernel/defined.ts';
import { campaignReference } from '../../kernel/phone-reference.ts';
import { openIn, type Totals } from '../totals/totals.ts';
import type { CampaignFact } from './campaign-facts.ts';
import { type CampaignCommand, campaignLifecycle } from './campaign-lifecycle.ts';
import {
  type AmendCampaign,
  type Campaign,
  type CampaignReason,
  type CloseCampaign,
  MOST_WAVES,
  type OpenCampaign,
} from './campaign-model.ts';

/**
 * Opens a campaign; its leads are gathered before it starts.
 *
 * @returns `campaign.opened`, or TIMES_OUT_OF_ORDER, DUE_DATE_PAST
 */
export function openCampaign({ aims, ...input }: OpenCampaign, { now, actor, newId }: Context): Created<CampaignFact> {
  if (input.until <= input.from) return refuse('TIMES_OUT_OF_ORDER', { paths: ['/until'] });
  if (input.until <= now) return refuse('DUE_DATE_PAST', { paths: ['/until'] });
  const campaignId = newId('cmp');
  const reference = campaignReference(now, campaignId);
  const data = { at: now, by: actor.agency, campaignId, reference, ...input, ...defined({ aims }) };
  return create(campaignId, { type: 'campaign.opened', data });
}

/**
 * Changes aims, summary or end of a campaign.
 *
 * @returns `campaign.amended`, or CAMPAIGN_STATE_FORBIDS, TIMES_OUT_OF_ORDER
 */
export function amendCampaign(campaign: Campaign, input: AmendCampaign, { now, actor }: Context): Decision<CampaignFact> {
  const forbidden = forbids(campaign, 'amend');
  if (forbidden !== undefined) return forbidden;
  const { until = campaign.until } = input;
  if (until <= campaign.from) return refuse('TIMES_OUT_OF_ORDER', { paths: ['/until'] });
  return accept({ type: 'campaign.amended', data: { at: now, by: actor.agency, ...defined(input) } });
}

export function startCampaign(campaign: Campaign, { now, actor }: Context): Decision<CampaignFact> {
  return forbids(campaign, 'start') ?? accept({ type: 'campaign.started', data: { at: now, by: actor.agency } });
}

/** No new leads from now on: what is out is worked to its end. */
export function windCampaignUp(campaign: Campaign, { reason }: CampaignReason, { now, actor }: Context): Decision<CampaignFact> {
  return forbids(campaign, 'windUp') ?? accept({ type: 'campaign.wound-up', data: { at: now, by: actor.agency, reason } });
}

export function resumeCampaign(campaign: Campaign, { reason }: CampaignReason, { now, actor }: Context): Decision<CampaignFact> {
  return forbids(campaign, 'resume') ?? accept({ type: 'campaign.resumed', data: { at: now, by: actor.agency, reason } });
}

/**
 * Closes a campaign whose leads are all finished, returned or given up, with its summary; with a reason also if some are open.
 *
 * @param totals the sums of its leads at this moment
 * @returns `campaign.closed`, or CAMPAIGN_STATE_FORBIDS, CAMPAIGN_LEADS_OPEN with their number
 */
export function closeCampaign(
  campaign: Campaign,
  { conclusion, openReason }: CloseCampaign,
  { totals }: { readonly totals: Totals },
  { now, actor }: Context,
): Decision<CampaignFact> {
  const forbidden = forbids(campaign, 'close');
  if (forbidden !== undefined) return forbidden;
  const open = openIn(totals.all);
  if (open > 0 && openReason === undefined) return refuse('CAMPAIGN_LEADS_OPEN', { open });
  const summary = {
    ...{ closedAt: now, closedBy: actor.agency, conclusion, open, ...totals },
    ...(open === 0 ? {} : defined({ openReason })),
  };
  return accept({ type: 'campaign.closed', data: { at: now, by: actor.agency, summary } });
}

/** Calls a campaign off; its open leads are given up for the same reason. */
export function callCampaignOff(campaign: Campaign, { reason }: CampaignReason, { now, actor }: Context): Decision<CampaignFact> {
  return forbids(campaign, 'callOff') ?? accept({ type: 'campaign.called-off', data: { at: now, by: actor.agency, reason } });
}

/**
 * Opens the next wave.
 *
 * @returns `campaign.wave-opened`, or CAMPAIGN_STATE_FORBIDS, CAMPAIGN_FULL
 */
export function nextWave(
  campaign: Campaign,
  { waveId, leads }: { readonly waveId: string; readonly leads: number },
  { now, actor }: Context,
): Decision<CampaignFact> {
  const forbidden = forbids(campaign, 'openWave');
  if (forbidden !== undefined) return forbidden;
  if (campaign.waves.length >= MOST_WAVES) return refuse('CAMPAIGN_FULL', { limit: MOST_WAVES });
  const wave = campaign.waves.length + 1;
  return accept({ type: 'campaign.wave-opened', data: { at: now, by: actor.agency, wave, waveId, leads } });
}

/** Why the campaign takes no lead in now; undefined if it does. */
export function takesNoLead({ status }: Pick<Campaign, 'status'>): Refusal | undefined {
  return status === 'preparing' || status === 'running' ? undefined : campaignLifecycle.forbidden(status, 'openWave');
}

/** Why its leads cannot be steered any more; undefined while it goes on. */
export function isOver({ status }: Pick<Campaign, 'status'>): Refusal | undefined {
  return status === 'closed' || status === 'called-off' ? campaignLifecycle.forbidden(status, 'amend') : undefined;
}

function forbids({ status }: Campaign, command: CampaignCommand): Refusal | undefined {
  return campaignLifecycle.refusal(status, command);
}
