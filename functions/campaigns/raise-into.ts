import type { Campaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { knownLeads, LeadMarks, markLead } from '../../shared/campaigns/lead/lead-marks.ts';
import type { Lead, RaiseLead } from '../../shared/campaigns/lead/lead-model.ts';
import { Leads } from '../../shared/campaigns/lead/leads.ts';
import { raiseLead } from '../../shared/campaigns/lead/raise-lead.ts';
import { leadMarkKeys } from '../../shared/campaigns/marks.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { addStep, totalsPlaces } from '../lookups/lead-totals.ts';
import type { Draft } from '../platform/drafts.ts';

/** A lead that is to be raised. */
export interface ToRaise {
  readonly leadId: string;
  readonly input: RaiseLead;
  readonly caseId: string | undefined;
}

/** What became of it. */
export type Raised = { readonly kind: 'raised'; readonly lead: Lead } | Refusal<Fact>;

/**
 * Raises some leads in one append: each with its marks, under which the same lead is found again, and with the sums. A lead that is there
 * already, since its request came before, is left as it is.
 *
 * @param secret the data key
 */
export async function raiseInto(
  draft: Draft,
  wanted: readonly ToRaise[],
  campaign: Campaign,
  { journal, secret, context }: { readonly journal: Journal; readonly secret: string; readonly context: Context },
): Promise<readonly Raised[]> {
  const keysOf = ({ input: { kind, subject } }: ToRaise) => leadMarkKeys(secret, kind, subject);
  const ids = wanted.map(({ leadId }) => leadId);
  const counted = wanted.map(({ leadId, caseId }) => ({
    ...{ leadId, caseIds: caseId === undefined ? [] : [caseId] },
    campaigns: [{ campaignId: campaign.campaignId, leadUnit: campaign.leadUnit, since: context.now }],
  }));
  const [places, records, totals] = await Promise.all([
    loadAll(journal, Leads, ids),
    loadAll(journal, LeadMarks, [...new Set(wanted.flatMap((one) => [...keysOf(one).keys()]))]),
    totalsPlaces(journal, counted),
  ]);
  const recordOf = new Map(records.map((record) => [record.id, record]));
  return wanted.map((one, at): Raised => {
    const place = places[at] ?? impossible('a lead was not looked for');
    if (place.state !== undefined) return { kind: 'raised', lead: place.state };
    const { leadId, input, caseId } = one;
    const marks = [...keysOf(one)].map(([key, mark]) => ({
      ...{ mark, record: recordOf.get(key) ?? impossible('a mark was not looked for') },
    }));
    const records = marks.map(({ mark, record }) => ({ mark, state: draft.now(record).state }));
    const decided = raiseLead(input, { campaign, leadId, caseId, known: knownLeads(leadId, records) }, context);
    if (decided.kind === 'refusal') return decided;
    const lead = addStep(draft, totals, place, decided.facts, context.now);
    const { campaignId, leadUnit } = campaign;
    for (const { record } of marks)
      draft.add(record, markLead(draft.now(record).state, { leadId, campaignId, leadUnit }, context.now));
    return { kind: 'raised', lead };
  });
}
