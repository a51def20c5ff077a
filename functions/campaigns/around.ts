import type { CampaignFact } from '../../shared/campaigns/campaign/campaign-facts.ts';
import type { Campaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { Campaigns } from '../../shared/campaigns/campaign/campaigns.ts';
import { campaignThing } from '../../shared/campaigns/kind.ts';
import type { Lead } from '../../shared/campaigns/lead/lead-model.ts';
import { targetKey } from '../../shared/campaigns/model.ts';
import type { Tally } from '../../shared/campaigns/totals/tally.ts';
import type { Call } from '../../shared/http/api-request.ts';
import type { Reach } from '../../shared/http/command-on.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { totalsOf } from '../lookups/lead-totals.ts';

export type CampaignCall = Call & { readonly params: { readonly campaignId: string } };

/** The campaign that a path names. */
export const campaignNamed: Reach<CampaignCall, Campaign, CampaignFact> = {
  load: ({ params }, journal) => journal.load(Campaigns, params.campaignId),
  thing: thingFor,
};

/** What decides whether the caller may see the campaign: for those who do not lead it, whether a lead of it was sent to them. */
async function thingFor(campaign: Campaign, { actor }: Call, journal: Journal): Promise<Thing> {
  if (leads(actor, campaign.leadUnit)) return campaignThing(campaign);
  const own = targetOf(actor);
  if (own === undefined) return campaignThing(campaign);
  const { targets } = await totalsOf(journal, campaign.campaignId);
  const tally = targets[targetKey(own)];
  return campaignThing(campaign, tally !== undefined && sentOf(tally) > 0 ? [actor.agency] : []);
}

/** Whether the caller is of the agency that leads, or of the city's police. */
export function leads({ agency, agencyKind, district }: Actor, leadUnit: string): boolean {
  return agencyKind === 'police' && (district === undefined || agency === leadUnit);
}

/** As what the caller gets leads; undefined for agencies that get none, and for police of the whole city. */
export function targetOf({ agency, agencyKind, district }: Actor): Lead['target'] | undefined {
  if (agencyKind === 'partner') return { kind: 'partner', agency };
  return agencyKind === 'police' && district !== undefined ? { kind: 'district', district } : undefined;
}

function sentOf({ statuses }: Tally): number {
  return (statuses.dispatched ?? 0) + (statuses.accepted ?? 0) + (statuses.finished ?? 0) + (statuses.returned ?? 0);
}
