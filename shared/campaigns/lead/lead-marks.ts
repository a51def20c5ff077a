import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import { fact } from '../../kernel/fact.ts';
import { AgencyId, CampaignId, LeadId } from '../../kernel/ids.ts';
import type { LeadMark } from '../marks.ts';
import { type KnownLead, leadLimits } from './lead-model.ts';

const MarkedLead = z.strictObject({ leadId: LeadId, campaignId: CampaignId, leadUnit: AgencyId });
type MarkedLead = z.infer<typeof MarkedLead>;

/** The leads that have one mark. Its id is the keyed hash of the mark; the record does not hold the mark itself. */
export const LeadMarkRecord = z.strictObject({ leads: z.array(MarkedLead) });
export type LeadMarkRecord = z.infer<typeof LeadMarkRecord>;

export const LeadMarkFact = z.discriminatedUnion('type', [fact('lead-mark.given', MarkedLead.shape)]);
export type LeadMarkFact = z.infer<typeof LeadMarkFact>;

/** So many leads are kept of one mark: more than that share a number that tells nothing. */
const MOST = 40;

/** Leads by the keyed hash of a mark. They are only loaded by that key, so no index has them. */
export const LeadMarks: StreamType<LeadMarkRecord, LeadMarkFact> = {
  name: 'lead-mark',
  schemaVersion: 1,
  state: LeadMarkRecord,
  fact: LeadMarkFact,
  onlyState: true,
  evolve: (before, { data: { at: _, ...lead } }) => ({ leads: [...(before?.leads ?? []), lead] }),
  index: () => ({ entries: {}, card: {} }),
};

/** Notes that a lead has the mark. No fact if that is noted, or if the mark has as many leads as are kept. @param at ISO 8601, UTC */
export function markLead(record: LeadMarkRecord | undefined, lead: MarkedLead, at: string): readonly LeadMarkFact[] {
  const leads = record?.leads ?? [];
  const isNoted = leads.some(({ leadId }) => leadId === lead.leadId);
  return isNoted || leads.length >= MOST ? [] : [{ type: 'lead-mark.given', data: { at, ...lead } }];
}

/** The other leads with the same marks, each once, the newest first. @param records of the lead's marks */
export function knownLeads(
  leadId: string,
  records: readonly { readonly mark: LeadMark; readonly state: LeadMarkRecord | undefined }[],
): readonly KnownLead[] {
  const known = new Map<string, KnownLead>();
  for (const { mark, state } of records) {
    for (const lead of state?.leads ?? []) {
      const by = known.get(lead.leadId)?.by ?? [];
      if (lead.leadId !== leadId) known.set(lead.leadId, { ...lead, by: [...by, mark] });
    }
  }
  return [...known.values()].toReversed().slice(0, leadLimits.known);
}
