import { idOfStream } from '../../../shared/journal/stream.ts';
import { giveLeadsUp } from '../../lookups/give-leads-up.ts';
import { sendWave } from '../../lookups/send-wave.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** The wave notes each page that was sent, so a fact that comes twice finds the rest to do. */
export const sendLeadsOfWave: Reaction<FactOf<'campaign-wave.opened' | 'campaign-wave.stalled'>, CoordinationTools> = {
  name: 'sendLeadsOfWave',
  does: 'sends the leads of the wave to their targets, page by page (波次下发)',
  react: async ({ recorded }, tools) => {
    await sendWave(tools, idOfStream(recorded.stream));
  },
};

type CampaignOver = FactOf<'campaign.closed' | 'campaign.called-off'>;

/** A campaign that is over asks nothing of its targets any more. A lead that is at an end is left as it is. */
export const giveUpLeadsOfCampaign: Reaction<CampaignOver, CoordinationTools> = {
  name: 'giveUpLeadsOfCampaign',
  does: 'gives up the leads that are open, for the reason of the end, unless another campaign needs them',
  react: async ({ fact, recorded }, tools) => {
    const { data } = fact;
    const reason = 'summary' in data ? data.summary.openReason : data.reason;
    // closed without a reason, it had no open lead
    if (reason === undefined) return;
    const context = { ...contextOf(tools), actor: { ...recorded.actor, agency: data.by } };
    const command = commandOf('giveUpLeadsOfCampaign', recorded, context.now);
    await giveLeadsUp(tools.journal, { campaignId: idOfStream(recorded.stream), reason }, command, context);
  },
};
