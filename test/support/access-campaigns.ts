import * as z from 'zod';
import { sendWave } from '../../functions/lookups/send-wave.ts';
import { type AccessPart, actors, type Expected } from './access-actors.ts';
import { campaignInput, feedbackInput, leadInput, toHebei } from './campaign-samples.ts';
import { createTestPlatform } from './relay-kit.ts';

/** Who leads the campaign, and the city. */
const leading: Expected = { yes: ['haidian', 'city'], forbidden: ['chaoyang', 'partner'] };
/** The acts of those who answer for it: an officer works on it and does not close it. */
const ruling: Expected = { yes: ['city'], forbidden: ['haidian', 'chaoyang', 'partner'] };
/** The partner has the lead. Those who lead see it, and do not answer it; the city records what a partner tells. */
const answering: Expected = { yes: ['partner', 'city'], forbidden: ['haidian'] };
const steering: Expected = { yes: ['haidian', 'city'], forbidden: ['partner'] };

/** Haidian leads the campaign; one lead of it was sent to chaoyang, one to a partner. */
export const campaignAccess: AccessPart = {
  rows: {
    openCampaign: { yes: ['city'], forbidden: 'everyone else' },
    listCampaigns: { yes: ['haidian', 'chaoyang', 'changping', 'city'], forbidden: 'everyone else' },
    // a target of its leads sees title and end
    getCampaign: { yes: ['haidian', 'chaoyang', 'city', 'partner'], forbidden: [] },
    amendCampaign: ruling,
    startCampaign: ruling,
    windCampaignUp: ruling,
    resumeCampaign: ruling,
    closeCampaign: ruling,
    callCampaignOff: ruling,
    getCampaignSummary: leading,
    proposeLeads: leading,
    raiseLeads: leading,
    listCampaignLeads: leading,
    openWave: leading,
    getWave: leading,
    listLeads: { yes: ['haidian', 'chaoyang', 'changping', 'city', 'partner'], forbidden: 'everyone else' },
    getLead: { yes: ['haidian', 'city', 'partner'], forbidden: [] },
    acceptLead: answering,
    returnLead: answering,
    handLeadOn: answering,
    giveFeedback: answering,
    finishLead: answering,
    reopenLead: steering,
    retargetLead: steering,
    giveLeadUp: steering,
    takeLeadUp: steering,
    joinLead: steering,
    keepLeadApart: steering,
    // a share of the case does not show what campaigns made of it
    listCaseLeads: { yes: ['haidian', 'city'], forbidden: ['prosecutor'] },
  },

  prepare: async (api) => {
    const made = async (path: string, body: object, actor: (typeof actors)['city' | 'haidian'] = actors.city) =>
      (await api.call(actor, 'POST', path, { body })).body;
    const { campaignId } = z.looseObject({ campaignId: z.string() }).parse(await made('/v1/campaigns', campaignInput()));
    const { outcomes } = z
      .looseObject({ outcomes: z.array(z.looseObject({ leadId: z.string() })) })
      .parse(await made(`/v1/campaigns/${campaignId}/leads`, { leads: [leadInput(1, { target: toHebei }), leadInput(2)] }));
    await api.call(actors.city, 'POST', `/v1/campaigns/${campaignId}/start`);
    const { waveId } = z
      .looseObject({ waveId: z.string() })
      .parse(await made(`/v1/campaigns/${campaignId}/waves`, { leads: outcomes.map(({ leadId }) => leadId) }));
    await sendWave({ ...createTestPlatform(), journal: api.journal, now: () => api.now }, waveId);
    return { campaignId, waveId, leadId: z.string().parse(outcomes[0]?.leadId) };
  },

  calls: () => {
    const reason = { body: { reason: 'r' } };
    const elsewhere = { body: { target: { kind: 'district', district: 'miyun' }, reason: 'r' } };
    return {
      openCampaign: { body: campaignInput() },
      amendCampaign: { body: { summary: 's', reason: 'r' } },
      windCampaignUp: reason,
      resumeCampaign: reason,
      closeCampaign: { body: { conclusion: 'c' } },
      callCampaignOff: reason,
      proposeLeads: { body: { from: { kind: 'other', text: 't' } } },
      raiseLeads: { body: { leads: [leadInput(9)] } },
      openWave: { body: { filter: {} } },
      acceptLead: { body: {} },
      returnLead: reason,
      handLeadOn: elsewhere,
      giveFeedback: { body: feedbackInput() },
      finishLead: { body: {} },
      reopenLead: reason,
      retargetLead: elsewhere,
      giveLeadUp: reason,
      takeLeadUp: reason,
      joinLead: { body: { match: 1 } },
      keepLeadApart: { body: { match: 1, reason: 'r' } },
    };
  },
};
