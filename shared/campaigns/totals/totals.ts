import * as z from 'zod';
import { shardOf } from '../../journal/keys.ts';
import type { StreamType } from '../../journal/stream.ts';
import { hashOf } from '../../kernel/canonical.ts';
import { fact } from '../../kernel/fact.ts';
import type { Lead } from '../lead/lead-model.ts';
import { Contribution, contributionOf, noTally, shifted, Tally, together } from './tally.ts';

/** The sums of a campaign or of a case: of all its leads, and by target, kind and wave. */
export const Totals = z.strictObject({
  all: Tally,
  targets: z.record(z.string(), Tally),
  kinds: z.record(z.string(), Tally),
  waves: z.record(z.string(), Tally),
});
export type Totals = z.infer<typeof Totals>;

export const noTotals: Totals = { all: noTally, targets: {}, kinds: {}, waves: {} };

export const CampaignTotalsFact = z.discriminatedUnion('type', [
  /** A lead adds something else than before: `out` goes, `in` comes. */
  fact('campaign-totals.moved', { out: Contribution.optional(), in: Contribution.optional() }),
]);
export type CampaignTotalsFact = z.infer<typeof CampaignTotalsFact>;

/** The sums, kept in the same append as each step of a lead. Those of a campaign lie in several streams, those of a case in one. */
export const CampaignTotals: StreamType<Totals, CampaignTotalsFact> = {
  name: 'campaign-totals',
  schemaVersion: 1,
  state: Totals,
  fact: CampaignTotalsFact,
  onlyState: true,
  evolve: (before = noTotals, { data }) => {
    const without = data.out === undefined ? before : moved(before, data.out, -1);
    return data.in === undefined ? without : moved(without, data.in, 1);
  },
  index: () => ({ entries: {}, card: {} }),
};

/** The sums with a lead more or less. */
export function moved(totals: Totals, of: Contribution, sign: 1 | -1): Totals {
  return {
    all: shifted(totals.all, of, sign),
    targets: movedIn(totals.targets, of.target, of, sign),
    kinds: movedIn(totals.kinds, of.kind, of, sign),
    waves: of.wave === undefined ? totals.waves : movedIn(totals.waves, String(of.wave), of, sign),
  };
}

function movedIn(groups: Totals['targets'], key: string, of: Contribution, sign: 1 | -1): Totals['targets'] {
  const { [key]: before = noTally, ...others } = groups;
  const after = shifted(before, of, sign);
  return after.leads === 0 ? others : { ...others, [key]: after };
}

/** How many streams share the sums of a campaign, so that agencies that answer at the same moment rarely meet in one. */
const PARTS = 4;

/** The streams of the sums of a campaign. */
export function totalsIdsOf(campaignId: string): readonly string[] {
  return Array.from({ length: PARTS }, (_, part) => `${campaignId}:${part}`);
}

/** Where a lead counts: the stream, and the campaign if it is one of those. */
export interface CountedAt {
  readonly id: string;
  readonly campaignId?: string;
}

/** The streams in which a lead counts: one of each campaign that it serves, and one of each case. */
export function countedAt({ leadId, campaigns, caseIds }: Pick<Lead, 'leadId' | 'campaigns' | 'caseIds'>): readonly CountedAt[] {
  return [
    ...campaigns.map(({ campaignId }) => ({ id: `${campaignId}:${shardOf(leadId) % PARTS}`, campaignId })),
    ...caseIds.map((id) => ({ id })),
  ];
}

/** The fact by which the sums follow a step of a lead; none if it adds the same as before. @param at ISO 8601, UTC */
export function countLead(
  before: Lead | undefined,
  after: Lead,
  { id, campaignId }: CountedAt,
  at: string,
): readonly CampaignTotalsFact[] {
  const counts = (lead: Lead) =>
    campaignId !== undefined || lead.caseIds.includes(id) ? contributionOf(lead, campaignId) : undefined;
  const out = before === undefined ? undefined : counts(before);
  const now = counts(after);
  if (hashOf(out ?? null) === hashOf(now ?? null)) return [];
  const data = { at, ...(out === undefined ? {} : { out }), ...(now === undefined ? {} : { in: now }) };
  return [{ type: 'campaign-totals.moved', data }];
}

/** All these sums as one. */
export function sumOf(parts: readonly (Totals | undefined)[]): Totals {
  return parts.reduce<Totals>((sum, part) => (part === undefined ? sum : bothOf(sum, part)), noTotals);
}

function bothOf(one: Totals, other: Totals): Totals {
  return {
    all: together(one.all, other.all),
    targets: bothIn(one.targets, other.targets),
    kinds: bothIn(one.kinds, other.kinds),
    waves: bothIn(one.waves, other.waves),
  };
}

function bothIn(one: Totals['targets'], other: Totals['targets']): Totals['targets'] {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
  return Object.fromEntries(keys.map((key) => [key, together(one[key] ?? noTally, other[key] ?? noTally)]));
}

/** How many of these leads are not at an end: neither finished, nor returned, nor given up. */
export function openIn({ statuses }: Tally): number {
  return (statuses.drafted ?? 0) + (statuses.dispatched ?? 0) + (statuses.accepted ?? 0);
}
