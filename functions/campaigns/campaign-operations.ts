import { whoMay } from '../../shared/access/who-may.ts';
import { type CampaignView, campaignView } from '../../shared/campaigns/answers.ts';
import type { CampaignFact } from '../../shared/campaigns/campaign/campaign-facts.ts';
import type { Campaign, OpenCampaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { Campaigns } from '../../shared/campaigns/campaign/campaigns.ts';
import {
  amendCampaign,
  callCampaignOff,
  closeCampaign,
  openCampaign,
  resumeCampaign,
  startCampaign,
  windCampaignUp,
} from '../../shared/campaigns/campaign/decide-campaign.ts';
import { noTotals, sumOf, type Totals } from '../../shared/campaigns/totals/totals.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, findOn, type Present } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { totalsOf, totalsParts } from '../lookups/lead-totals.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { type CampaignCall, campaignNamed, leads } from './around.ts';
import type { campaignRoutes } from './routes.ts';

type CampaignRoutes = Pick<
  typeof campaignRoutes,
  | 'openCampaign'
  | 'getCampaign'
  | 'amendCampaign'
  | 'startCampaign'
  | 'windCampaignUp'
  | 'resumeCampaign'
  | 'closeCampaign'
  | 'callCampaignOff'
  | 'getCampaignSummary'
>;

interface Answers<Status> extends Call {
  answer(status: Status, view: CampaignView, tag: string): StoredAnswer;
}

/** The answer with a campaign as those who lead it see it. Its sums change while it stays, so its tag is of both. */
function answerAll<Status>(
  request: Answers<Status>,
  status: Status,
  { state, version }: Present<Campaign>,
  totals: Totals,
): StoredAnswer {
  const view = campaignView(state, { shows: 'all', version, totals, now: request.context().now });
  return request.answer(status, view, tagOf(version, view));
}

const onCampaign = commandOn(campaignNamed);
type Commanding<Body> = CampaignCall & Answers<200> & { readonly body: Body };

/** A command on a campaign alone, answered with its sums. */
function ofCampaign<Body>(decide: (campaign: Campaign, input: Body, context: Context) => Decision<CampaignFact>) {
  return onCampaign<Commanding<Body>, ApiTools>(async (campaign, input, context, { request, tools }) => {
    const totals = await totalsOf(tools.journal, campaign.campaignId);
    return { decision: decide(campaign, input, context), answer: (after) => answerAll(request, 200, after, totals) };
  });
}

export const campaignOperations: Operations<CampaignRoutes, ApiTools> = {
  openCampaign: createOn({
    type: Campaigns,
    may: (request: Answers<201> & { readonly body: OpenCampaign }) => request.allowed(),
    answer: (request, after) => answerAll(request, 201, after, noTotals),
  })((input, context, { tools }) => {
    const kinds = whoMay('campaign.work', 'own-agency');
    return ifRegistered(tools.journal, openCampaign(input, context), [{ agency: input.leadUnit, path: '/leadUnit', kinds }]);
  }),

  getCampaign: async (request, { journal }) => {
    const found = await findOn(campaignNamed, request, journal);
    if (found.kind === 'refusal') return found;
    const { version } = found.loaded;
    const totals = await totalsOf(journal, found.state.campaignId);
    if (leads(request.actor, found.state.leadUnit)) return answerAll(request, 200, { state: found.state, version }, totals);
    const view = campaignView(found.state, { shows: 'invitation', version, totals, now: request.context().now });
    return request.answer(200, view, tagOf(undefined, view));
  },

  amendCampaign: ofCampaign(amendCampaign),
  startCampaign: ofCampaign((campaign, _: undefined, context) => startCampaign(campaign, context)),
  windCampaignUp: ofCampaign(windCampaignUp),
  resumeCampaign: ofCampaign(resumeCampaign),
  callCampaignOff: ofCampaign(callCampaignOff),

  closeCampaign: onCampaign(async (campaign, input, context, { request, tools }) => {
    const parts = await totalsParts(tools.journal, campaign.campaignId);
    const totals = sumOf(parts.map(({ state }) => state));
    return {
      decision: closeCampaign(campaign, input, { totals }, context),
      // the summary is of one moment: no lead may move beside it
      rests: parts,
      answer: (after) => answerAll(request, 200, after, totals),
    };
  }),

  getCampaignSummary: async (request, { journal }) => {
    const found = await findOn(campaignNamed, request, journal);
    if (found.kind === 'refusal') return found;
    const { campaignId, reference, title, leadUnit, from, until, aims, closed } = found.state;
    if (closed === undefined) return refuse('CAMPAIGN_NOT_CLOSED');
    const of = { campaignId, reference, title, leadUnit, from, until, ...(aims === undefined ? {} : { aims }) };
    return request.answer(200, { ...of, ...closed }, found.loaded.version);
  },
};
