import { lifecycle } from '../../kernel/lifecycle.ts';
import type { CampaignFactType } from './campaign-facts.ts';
import type { CampaignStatus } from './campaign-model.ts';

/** `new` is the state before the first fact; the journal never saves a campaign in it. */
export type CampaignState = 'new' | CampaignStatus;

export type CampaignCommand = 'open' | 'amend' | 'start' | 'openWave' | 'windUp' | 'resume' | 'close' | 'callOff';

/** While it is not over. */
function going<State extends 'preparing' | 'running' | 'closing'>(state: State) {
  return {
    amend: [state, 'campaign.amended'],
    callOff: ['called-off', 'campaign.called-off'],
  } as const;
}

/** 集群战役. Leads are taken in until it winds up; waves go out while it runs; it closes once its leads are at an end, or for a reason. */
export const campaignLifecycle = lifecycle<CampaignState, CampaignCommand, CampaignFactType>(
  'campaign',
  'new',
  {
    new: { open: ['preparing', 'campaign.opened'] },
    preparing: { ...going('preparing'), start: ['running', 'campaign.started'] },
    running: {
      ...going('running'),
      openWave: ['running', 'campaign.wave-opened'],
      windUp: ['closing', 'campaign.wound-up'],
    },
    closing: {
      ...going('closing'),
      resume: ['running', 'campaign.resumed'],
      close: ['closed', 'campaign.closed'],
    },
    closed: {},
    'called-off': {},
  },
  'CAMPAIGN_STATE_FORBIDS',
);
