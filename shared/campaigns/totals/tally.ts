import * as z from 'zod';
import { keysOf } from '../../kernel/lifecycle.ts';
import type { Lead } from '../lead/lead-model.ts';
import { leadStatuses, personMeasures, type Results, resultsOf, seizedKinds, verdicts } from '../lead/lead-model.ts';
import { leadKinds, targetKey } from '../model.ts';

const Count = z.int().nonnegative();

/** What one lead adds to the sums of a campaign or a case. */
export const Contribution = z.strictObject({
  status: z.enum(leadStatuses),
  kind: z.enum(leadKinds),
  target: z.string(),
  wave: z.int().positive().optional(),
  /** Open and past its deadline. */
  overdue: z.boolean(),
  /** It was so at some moment. */
  late: z.boolean(),
  verdict: z.enum(verdicts).optional(),
  measures: z.partialRecord(z.enum(personMeasures), Count),
  dens: Count,
  seized: z.partialRecord(z.enum(seizedKinds), Count),
  fen: Count,
  newLeads: Count,
});
export type Contribution = z.infer<typeof Contribution>;

/** Sums of leads (战果统计): how many stand where, and what was found. Counts that are nothing are not there. */
export const Tally = z.strictObject({
  leads: Count,
  statuses: z.partialRecord(z.enum(leadStatuses), Count),
  overdue: Count,
  late: Count,
  verdicts: z.partialRecord(z.enum(verdicts), Count),
  persons: Count,
  measures: z.partialRecord(z.enum(personMeasures), Count),
  dens: Count,
  seized: z.partialRecord(z.enum(seizedKinds), Count),
  fen: Count,
  newLeads: Count,
});
export type Tally = z.infer<typeof Tally>;

export const noTally: Tally = {
  ...{ leads: 0, statuses: {}, overdue: 0, late: 0, verdicts: {}, persons: 0, measures: {}, dens: 0 },
  ...{ seized: {}, fen: 0, newLeads: 0 },
};

/**
 * What a lead adds to the sums of a campaign, or of a case if none is named. A lead that went into another adds nothing: the other counts.
 *
 * @returns undefined if it does not count there
 */
export function contributionOf(lead: Lead, campaignId?: string): Contribution | undefined {
  if (lead.status === 'joined') return undefined;
  const serves = lead.campaigns.find((one) => one.campaignId === campaignId);
  if (campaignId !== undefined && serves === undefined) return undefined;
  const { status, kind, target, overdue, late } = lead;
  const { verdict, ...found }: Results = resultsOf(lead);
  const isOpen = status === 'dispatched' || status === 'accepted';
  return {
    ...{ status, kind, target: targetKey(target), overdue: overdue && isOpen, late },
    ...found,
    ...(serves?.wave === undefined ? {} : { wave: serves.wave }),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** The sums with one more lead, or with one less. */
export function shifted(tally: Tally, of: Contribution, sign: 1 | -1): Tally {
  const persons = Object.values(of.measures).reduce((sum, count) => sum + count, 0);
  return {
    leads: tally.leads + sign,
    statuses: added(tally.statuses, { [of.status]: 1 }, sign),
    overdue: tally.overdue + sign * Number(of.overdue),
    late: tally.late + sign * Number(of.late),
    verdicts: of.verdict === undefined ? tally.verdicts : added(tally.verdicts, { [of.verdict]: 1 }, sign),
    persons: tally.persons + sign * persons,
    measures: added(tally.measures, of.measures, sign),
    dens: tally.dens + sign * of.dens,
    seized: added(tally.seized, of.seized, sign),
    fen: tally.fen + sign * of.fen,
    newLeads: tally.newLeads + sign * of.newLeads,
  };
}

/** Two sums as one. */
export function together(one: Tally, other: Tally): Tally {
  return {
    leads: one.leads + other.leads,
    statuses: added(one.statuses, other.statuses, 1),
    overdue: one.overdue + other.overdue,
    late: one.late + other.late,
    verdicts: added(one.verdicts, other.verdicts, 1),
    persons: one.persons + other.persons,
    measures: added(one.measures, other.measures, 1),
    dens: one.dens + other.dens,
    seized: added(one.seized, other.seized, 1),
    fen: one.fen + other.fen,
    newLeads: one.newLeads + other.newLeads,
  };
}

type Counts<Key extends string> = { readonly [K in Key]?: number };

/** The counts with others added; what comes to nothing goes, so that equal sums are equal values. */
function added<Key extends string>(counts: Counts<Key>, more: Counts<NoInfer<Key>>, sign: 1 | -1): Counts<Key> {
  const sums: { [K in Key]?: number } = { ...counts };
  for (const key of keysOf(more)) {
    const sum = (sums[key] ?? 0) + sign * (more[key] ?? 0);
    if (sum === 0) delete sums[key];
    else sums[key] = sum;
  }
  return sums;
}
