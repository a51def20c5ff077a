import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import type { District } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import type { Campaign } from './campaign/campaign-model.ts';
import { Campaigns } from './campaign/campaigns.ts';
import { isSent, type Lead } from './lead/lead-model.ts';
import { Leads } from './lead/leads.ts';
import type { LeadTarget } from './model.ts';
import { stalledWave, Waves } from './wave/wave.ts';
import type { Wave } from './wave/wave-model.ts';

/** A campaign is of the agency that leads it. @param parties the agencies that were sent leads of it */
export function campaignThing({ leadUnit }: Pick<Campaign, 'leadUnit'>, parties: readonly string[] = []): Thing {
  return { agencies: [leadUnit], parties };
}

type SeenLead = Pick<Lead, 'campaigns' | 'target' | 'dispatchedAt'>;

/** A lead is of the agencies that lead its campaigns; its target sees it once it was sent. */
export function leadThing(lead: SeenLead): Thing {
  return { agencies: unitsOf(lead), ...(isSent(lead) ? placeOf(lead.target) : {}) };
}

function unitsOf({ campaigns }: Pick<Lead, 'campaigns'>): readonly string[] {
  return campaigns.map(({ leadUnit }) => leadUnit);
}

function placeOf(target: LeadTarget): { readonly district?: District; readonly parties?: readonly string[] } {
  return target.kind === 'district' ? { district: target.district } : { parties: [target.agency] };
}

/** Its history is for those who lead it: what one target did is not for another. */
export const auditedCampaign: AuditedKind<Pick<Campaign, 'leadUnit'>> = {
  stream: 'campaign',
  starts: 'cmp_',
  reader: { members: () => z.object({ leadUnit: z.string() }), thing: ({ leadUnit }) => ({ agencies: [leadUnit] }) },
};

export const auditedLead: AuditedKind<{ readonly campaigns: readonly Pick<Lead['campaigns'][number], 'leadUnit'>[] }> = {
  stream: 'lead',
  starts: 'led_',
  reader: {
    members: () => z.object({ campaigns: z.array(z.object({ leadUnit: z.string() })) }),
    thing: ({ campaigns }) => ({ agencies: campaigns.map(({ leadUnit }) => leadUnit) }),
  },
};

export const auditedWave: AuditedKind<Pick<Wave, 'leadUnit'>> = {
  stream: 'campaign-wave',
  starts: 'wav_',
  reader: { members: () => z.object({ leadUnit: z.string() }), thing: ({ leadUnit }) => ({ agencies: [leadUnit] }) },
};

export const toldCampaign: ToldKind<Campaign> = {
  type: Campaigns,
  about: ({ reference, leadUnit }) => ({ reference, agencies: [leadUnit] }),
};

export const toldLead: ToldKind<Lead> = {
  type: Leads,
  about: (lead) => ({ reference: lead.reference, agencies: unitsOf(lead), ...placeOf(lead.target) }),
};

export const toldWave: ToldKind<Wave> = {
  type: Waves,
  about: ({ campaignId, reference, leadUnit }) => ({
    ...{ reference, agencies: [leadUnit] },
    subject: { kind: 'campaign', id: campaignId },
  }),
};

export const dueWave: DueKind<Wave> = { type: Waves, due: stalledWave };
