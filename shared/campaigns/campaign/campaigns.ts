import { byReference } from '../../journal/keys.ts';
import type { IndexView, StreamType } from '../../journal/stream.ts';
import { campaignsKey, campaignsLedKey, entryAt } from '../keys.ts';
import { CampaignFact } from './campaign-facts.ts';
import { Campaign } from './campaign-model.ts';
import { evolveCampaign } from './evolve-campaign.ts';

/** Campaigns by their id; found by their reference, by whether they go on, by their end, and by the agency that leads them. */
export const Campaigns: StreamType<Campaign, CampaignFact> = {
  name: 'campaign',
  schemaVersion: 1,
  state: Campaign,
  fact: CampaignFact,
  evolve: evolveCampaign,
  index: indexCampaign,
};

function indexCampaign({
  campaignId,
  reference,
  status,
  leadUnit,
  from,
  until,
  openedAt,
  touchedAt,
  waves,
}: Campaign): IndexView {
  const isOver = status === 'closed' || status === 'called-off';
  return {
    entries: {
      listing: byReference(reference, campaignId),
      inbox: isOver ? entryAt(campaignsKey('closed'), touchedAt, campaignId) : entryAt(campaignsKey('open'), until, campaignId),
      file: entryAt(campaignsLedKey(leadUnit), openedAt, campaignId),
    },
    card: { campaignId, reference, status, leadUnit, from, until, openedAt, touchedAt, waves: waves.length },
  };
}
