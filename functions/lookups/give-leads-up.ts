import { Campaigns } from '../../shared/campaigns/campaign/campaigns.ts';
import { isOver } from '../../shared/campaigns/campaign/decide-campaign.ts';
import { leadsOfCampaign } from '../../shared/campaigns/keys.ts';
import { Leads } from '../../shared/campaigns/lead/leads.ts';
import { giveLeadUp } from '../../shared/campaigns/lead/steer-lead.ts';
import type { Command, Journal } from '../../shared/journal/journal.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import { idOfStream } from '../../shared/journal/stream.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { appendOnce } from '../platform/append-once.ts';
import { createDraft } from '../platform/drafts.ts';
import { addStep, totalsPlaces } from './lead-totals.ts';

/** As many entries as are read at a time. */
const PAGE = 100;

/**
 * Gives up the leads of a campaign that is over and that are not at an end, unless another campaign that goes on needs them. A run that comes
 * again finds those that are left.
 */
export async function giveLeadsUp(
  journal: Journal,
  { campaignId, reason }: { readonly campaignId: string; readonly reason: string },
  command: Command,
  context: Context,
): Promise<void> {
  for (const part of leadsOfCampaign(campaignId)) {
    for await (const cards of pagesOf(journal, { ...part, limit: PAGE })) {
      for (const { stream } of cards) {
        const leadId = idOfStream(stream);
        const own = { ...command, id: `${command.id}/${leadId}` };
        await appendOnce(journal, own, () => giveUpOne(journal, leadId, reason, context), { remember: false });
      }
    }
  }
}

async function giveUpOne(journal: Journal, leadId: string, reason: string, context: Context): Promise<Plan> {
  const loaded = await journal.load(Leads, leadId);
  const lead = loaded.state ?? impossible('a lead of a campaign is not there');
  const ids = lead.campaigns.map((one) => one.campaignId);
  const [campaigns, places] = await Promise.all([journal.loadMany(Campaigns, ids), totalsPlaces(journal, [lead])]);
  const isNeeded = campaigns.some(({ state }) => state !== undefined && isOver(state) === undefined);
  const decided = giveLeadUp(lead, { reason }, context);
  // a returned lead is at an end, as for the close
  if (isNeeded || decided.kind === 'refusal' || lead.status === 'returned') return { kind: 'plan', changes: [] };
  const draft = createDraft();
  addStep(draft, places, loaded, decided.facts, context.now);
  return { kind: 'plan', changes: draft.changes(), requires: campaigns };
}
