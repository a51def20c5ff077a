import type { LeadFact } from '../../shared/campaigns/lead/lead-facts.ts';
import type { Lead } from '../../shared/campaigns/lead/lead-model.ts';
import {
  CampaignTotals,
  type CampaignTotalsFact,
  countedAt,
  countLead,
  sumOf,
  type Totals,
  totalsIdsOf,
} from '../../shared/campaigns/totals/totals.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { Draft } from '../platform/drafts.ts';

/** The sums in which some leads count, by the ids of their streams. */
export type TotalsPlaces = ReadonlyMap<string, Loaded<Totals, CampaignTotalsFact>>;

/** The sums in which these leads count: one read. */
export async function totalsPlaces(
  journal: Journal,
  leads: readonly Pick<Lead, 'leadId' | 'campaigns' | 'caseIds'>[],
): Promise<TotalsPlaces> {
  const ids = [...new Set(leads.flatMap(countedAt).map(({ id }) => id))];
  const loaded = await loadAll(journal, CampaignTotals, ids);
  return new Map(loaded.map((one) => [one.id, one]));
}

/**
 * Lets the sums follow a step of a lead, in the append of that step: so they are right at every moment.
 *
 * @param at ISO 8601, UTC
 */
export function countStep(draft: Draft, places: TotalsPlaces, before: Lead | undefined, after: Lead, at: string): void {
  for (const place of countedAt(after)) {
    const loaded = places.get(place.id) ?? impossible('the sums of a lead were not read');
    draft.add(loaded, countLead(before, after, place, at));
  }
}

/**
 * Adds a step of a lead to an append, and lets the sums follow.
 *
 * @param at ISO 8601, UTC
 * @returns the lead behind the step
 */
export function addStep(
  draft: Draft,
  places: TotalsPlaces,
  loaded: Loaded<Lead, LeadFact>,
  facts: readonly LeadFact[],
  at: string,
): Lead {
  const before = draft.now(loaded).state;
  draft.add(loaded, facts);
  const after = draft.now(loaded).state ?? impossible('a lead has facts and no state');
  countStep(draft, places, before, after, at);
  return after;
}

/** The parts of the sums of a campaign. */
export function totalsParts(journal: Journal, campaignId: string): Promise<readonly Loaded<Totals, CampaignTotalsFact>[]> {
  return journal.loadMany(CampaignTotals, totalsIdsOf(campaignId));
}

/** The sums of a campaign at this moment. */
export async function totalsOf(journal: Journal, campaignId: string): Promise<Totals> {
  return sumOf((await totalsParts(journal, campaignId)).map(({ state }) => state));
}
