import { defined } from '../../kernel/defined.ts';
import { evolver } from '../../kernel/evolver.ts';
import type { CampaignFact } from './campaign-facts.ts';
import { campaignLifecycle } from './campaign-lifecycle.ts';
import type { Campaign, CampaignStatus } from './campaign-model.ts';

/** The campaign after a fact. */
export const evolveCampaign = evolver<CampaignStatus, Campaign, CampaignFact, 'campaign.opened'>(campaignLifecycle, {
  births: {
    'campaign.opened': ({ at, by, ...birth }) => ({ ...birth, openedBy: by, openedAt: at, touchedAt: at, waves: [] }),
  },
  steps: {
    'campaign.amended': (campaign, { at: _, by: __, reason: ___, ...changes }) => ({ ...campaign, ...defined(changes) }),
    'campaign.started': (campaign) => campaign,
    'campaign.wave-opened': (campaign, { at, wave, waveId, leads }) => ({
      ...campaign,
      waves: [...campaign.waves, { wave, waveId, at, leads }],
    }),
    'campaign.wound-up': (campaign) => campaign,
    'campaign.resumed': (campaign) => campaign,
    'campaign.closed': (campaign, { summary }) => ({ ...campaign, closed: summary }),
    'campaign.called-off': (campaign, { at, by, reason }) => ({ ...campaign, calledOff: { at, by, reason } }),
  },
  always: (after, { data }) => ({ ...after, touchedAt: data.at }),
});
