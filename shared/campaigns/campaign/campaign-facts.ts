import * as z from 'zod';
import { CampaignWaveId } from '../../kernel/ids.ts';
import { actedFact } from '../acted.ts';
import { Campaign, CampaignSummary } from './campaign-model.ts';

/** Everything that can happen to a campaign. `at` is when it was recorded, `by` the agency that acted. */
export const CampaignFact = z.discriminatedUnion('type', [
  actedFact(
    'campaign.opened',
    Campaign.pick({
      ...{ campaignId: true, reference: true, title: true, flows: true, summary: true, leadUnit: true, aims: true },
      ...{ from: true, until: true },
    }).shape,
  ),
  actedFact('campaign.amended', {
    ...Campaign.pick({ summary: true, aims: true, until: true }).partial().shape,
    reason: z.string(),
  }),
  actedFact('campaign.started', {}),
  actedFact('campaign.wave-opened', { wave: z.int().positive(), waveId: CampaignWaveId, leads: z.int().positive() }),
  actedFact('campaign.wound-up', { reason: z.string() }),
  actedFact('campaign.resumed', { reason: z.string() }),
  actedFact('campaign.closed', { summary: CampaignSummary }),
  actedFact('campaign.called-off', { reason: z.string() }),
]);
export type CampaignFact = z.infer<typeof CampaignFact>;
export type CampaignFactType = CampaignFact['type'];
