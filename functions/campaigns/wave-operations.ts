import { LeadCard } from '../../shared/campaigns/answers.ts';
import type { CampaignFact } from '../../shared/campaigns/campaign/campaign-facts.ts';
import type { Campaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { nextWave } from '../../shared/campaigns/campaign/decide-campaign.ts';
import { leadsOfCampaign } from '../../shared/campaigns/keys.ts';
import { Leads } from '../../shared/campaigns/lead/leads.ts';
import { targetKey } from '../../shared/campaigns/model.ts';
import { openWave, Waves } from '../../shared/campaigns/wave/wave.ts';
import type { WaveFact } from '../../shared/campaigns/wave/wave-facts.ts';
import { MOST_LEADS, type OpenWave } from '../../shared/campaigns/wave/wave-model.ts';
import { commandOn, findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import { fresh } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { cardsCounted } from '../platform/partitions-page.ts';
import { campaignNamed } from './around.ts';
import type { campaignRoutes } from './routes.ts';

export const waveOperations: Operations<Pick<typeof campaignRoutes, 'openWave' | 'getWave'>, ApiTools> = {
  // The relay, which sees the wave begin, sends its leads page by page.
  openWave: commandOn(campaignNamed)(async (campaign, input, context, { request, tools }) => {
    const chosen = await chosenLeads(tools, campaign, input);
    if (chosen.foreign.length > 0) return refuse('LEAD_OF_OTHER_CAMPAIGN', { paths: chosen.foreign });
    const place = fresh(Waves, context.newId('wav'));
    const decision = opening(campaign, input, { waveId: place.id, leads: chosen.leads }, context);
    return {
      decision,
      streams: [place],
      answer: () => {
        const { state, version } = applied(place, decision.facts);
        return request.answer(202, { ...(state ?? impossible('a wave was opened and is not there')), version });
      },
    };
  }),

  getWave: async (request, { journal }) => {
    const found = await findOn(campaignNamed, request, journal);
    if (found.kind === 'refusal') return found;
    const { state, version } = await journal.load(Waves, request.params.waveId);
    if (state === undefined || state.campaignId !== found.state.campaignId) return refuse('NOT_FOUND');
    return request.answer(200, { ...state, version }, version);
  },
};

/** The facts of the campaign and of its new wave. */
function opening(
  campaign: Campaign,
  input: OpenWave,
  { waveId, leads }: { readonly waveId: string; readonly leads: readonly string[] },
  context: Context,
): Decision<CampaignFact | WaveFact> {
  const next = nextWave(campaign, { waveId, leads: leads.length }, context);
  if (next.kind === 'refusal') return next;
  const opened = openWave(input, { waveId, wave: campaign.waves.length + 1, campaign, leads }, context);
  return opened.kind === 'refusal' ? opened : accept<CampaignFact | WaveFact>(...next.facts, ...opened.facts);
}

interface Chosen {
  readonly leads: readonly string[];
  /** Where the request names leads of no or another campaign. */
  readonly foreign: readonly string[];
}

/** The leads of the wave: those named, or the first that were not sent and that the filter chooses. */
async function chosenLeads(tools: ApiTools, { campaignId }: Campaign, { leads, filter = {} }: OpenWave): Promise<Chosen> {
  if (leads !== undefined) return { leads, foreign: await foreignTo(tools.journal, campaignId, leads) };
  const { cards } = await cardsCounted(tools, {
    windows: [{ partitions: leadsOfCampaign(campaignId) }],
    keep: ({ card }) => {
      const { status, kind, priority, target, undecided } = parseTolerantly(LeadCard, card);
      const fits = [
        status === 'drafted' && !undecided,
        filter.kind === undefined || filter.kind === kind,
        filter.priority === undefined || filter.priority === priority,
        filter.target === undefined || targetKey(filter.target) === targetKey(target),
      ];
      return fits.every(Boolean);
    },
  });
  const chosen = cards.slice(0, MOST_LEADS).map(({ card }) => parseTolerantly(LeadCard, card).leadId);
  return { leads: chosen, foreign: [] };
}

async function foreignTo(journal: Journal, campaignId: string, ids: readonly string[]): Promise<readonly string[]> {
  const loaded = await loadAll(journal, Leads, ids);
  return loaded.flatMap(({ state }, at) =>
    state?.campaigns.some((one) => one.campaignId === campaignId) === true ? [] : [`/leads/${at}`],
  );
}
