import { Campaigns } from '../../shared/campaigns/campaign/campaigns.ts';
import { isOver } from '../../shared/campaigns/campaign/decide-campaign.ts';
import type { LeadFact } from '../../shared/campaigns/lead/lead-facts.ts';
import { Leads } from '../../shared/campaigns/lead/leads.ts';
import { dispatchLead } from '../../shared/campaigns/lead/steer-lead.ts';
import { type PageOutcome, pageSent, Waves } from '../../shared/campaigns/wave/wave.ts';
import type { Wave } from '../../shared/campaigns/wave/wave-model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Context, systemActor } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { appendOnce } from '../platform/append-once.ts';
import { createDraft } from '../platform/drafts.ts';
import { contextOf, type Platform } from '../platform/platform.ts';
import { targetsFit } from './lead-targets.ts';
import { addStep, totalsPlaces } from './lead-totals.ts';

/** As many leads as go out in one append: each changes itself, and up to seven sums. */
const PAGE = 4;

/**
 * Sends the leads of a wave, page by page, each page in one append with what the wave notes of it. So no lead goes out twice, and another run
 * goes on where one broke off; several may run at once.
 *
 * @returns how many pages this run sent
 */
export async function sendWave(platform: Platform, waveId: string): Promise<number> {
  const correlationId = platform.newId('cor');
  let pages = 0;
  for (let more = true; more; pages += 1) {
    const { now } = contextOf(platform);
    const id = `sendWave/${waveId}/${correlationId}/${pages}`;
    const command = { name: 'sendWave', id, inputHash: hashOf(id), actor: systemActor, correlationId, now };
    // no record of the command: the wave tells how far it was sent
    const sent = await appendOnce(platform.journal, command, () => nextPage(platform, waveId), { remember: false });
    more = sent.outcome === 'done' && sent.result === true;
  }
  return pages;
}

async function nextPage(platform: Platform, waveId: string): Promise<Plan<boolean>> {
  const { journal } = platform;
  const loaded = await journal.load(Waves, waveId);
  const wave = loaded.state ?? impossible('a wave that is to be sent is not there');
  if (wave.status === 'done') return { kind: 'plan', changes: [], result: false };
  const context: Context = { ...contextOf(platform), actor: { ...systemActor, agency: wave.openedBy } };
  const { draft, outcomes, campaign } = await pageOf(journal, wave, context);
  draft.add(loaded, pageSent(wave, outcomes, context));
  const result = wave.passed + outcomes.length < wave.leads.length;
  return { kind: 'plan', changes: draft.changes(), requires: [campaign], result };
}

/** The next leads of the wave, each decided by itself. */
async function pageOf(journal: Journal, wave: Wave, context: Context) {
  const ids = wave.leads.slice(wave.passed, wave.passed + PAGE);
  const [campaign, leads] = await Promise.all([journal.load(Campaigns, wave.campaignId), journal.loadMany(Leads, ids)]);
  const there = leads.flatMap(({ state }) => state ?? []);
  const [places, fits] = await Promise.all([
    totalsPlaces(journal, there),
    targetsFit(
      journal,
      there.map(({ target }) => target),
    ),
  ]);
  const over = campaign.state === undefined ? refuse('NOT_FOUND') : isOver(campaign.state);
  const draft = createDraft();
  const outcomes: PageOutcome[] = [];
  for (const one of leads) {
    const { state: lead, id: leadId } = one;
    const decided: Decision<LeadFact> =
      lead === undefined
        ? refuse('NOT_FOUND')
        : (over ?? (fits(lead.target) ? dispatchLead(lead, wave, context) : refuse('AGENCY_MAY_NOT_HAVE')));
    outcomes.push(decided.kind === 'refusal' ? { leadId, code: decided.code } : { leadId });
    if (decided.kind === 'refusal' || lead === undefined) continue;
    addStep(draft, places, one, decided.facts, context.now);
  }
  return { draft, outcomes, campaign };
}
