import * as z from 'zod';
import { AgencyId, CampaignId, CaseId, LeadId } from '../../kernel/ids.ts';
import { Fen } from '../../kernel/money.ts';
import { prose } from '../../kernel/people.ts';
import { Instant, UtcInstant } from '../../kernel/time.ts';
import { leadMarks } from '../marks.ts';
import { isMarked, LeadKind, LeadPriority, LeadSource, LeadSubject, LeadTarget } from '../model.ts';

/**
 * The states of a lead: `drafted` before it is sent, `dispatched` until its target accepts it, `accepted` while it is worked, `returned` to the
 * campaign, `finished`; `given-up` by the campaign, and `joined` into another lead about the same.
 */
export const leadStatuses = ['drafted', 'dispatched', 'accepted', 'returned', 'finished', 'given-up', 'joined'] as const;
export type LeadStatus = (typeof leadStatuses)[number];

/** How much one lead holds, so that it stays one item of the table. */
export const leadLimits = { hands: 12, feedback: 30, known: 10, reopened: 10, campaigns: 2, cases: 5 } as const;

/** The most new leads that come with one feedback. */
export const MOST_NEW = 4;

/** Whether what the lead says is so (核查结论). */
export const verdicts = ['verified', 'refuted', 'open'] as const;
export const Verdict = z.enum(verdicts);

/** What was done to persons who were caught (人员措施). */
export const personMeasures = ['detained', 'arrested', 'bailed', 'penalized', 'handed-over', 'other'] as const;
export const PersonMeasure = z.enum(personMeasures);

/** What was seized (扣押物品), besides money. */
export const seizedKinds = ['handset', 'phone-card', 'bank-card', 'computer', 'gateway', 'vehicle', 'other'] as const;
export const SeizedKind = z.enum(seizedKinds);

const Count = z.int().positive().max(10_000);

function eachOnce<Member extends string>(member: Member) {
  return <Entry extends Readonly<Record<Member, string>>>(entries: readonly Entry[]): boolean =>
    new Set(entries.map((entry) => entry[member])).size === entries.length;
}

/** What the target found (反馈): counts and sums; names stay in the target's own file. */
const Found = {
  verdict: Verdict,
  persons: z
    .array(z.strictObject({ measure: PersonMeasure, count: Count }))
    .max(personMeasures.length)
    .refine(eachOnce('measure'), 'must not name a measure twice')
    .default([])
    .describe('How many persons were caught, each counted under one measure.'),
  dens: z.int().nonnegative().max(10_000).default(0).describe('How many places were raided.'),
  seized: z
    .array(z.strictObject({ kind: SeizedKind, count: Count }))
    .max(seizedKinds.length)
    .refine(eachOnce('kind'), 'must not name a kind twice')
    .default([]),
  moneyFen: Fen.default(0).describe('Money that was seized or frozen.'),
  summary: prose(1_000),
};

/** A lead as a campaign takes it in. */
export const RaiseLead = z
  .strictObject({
    kind: LeadKind,
    subject: LeadSubject,
    target: LeadTarget,
    priority: LeadPriority.default('normal'),
    dueAt: Instant.optional().describe(
      'Until when it is to be worked. Without it, the term of its priority begins when it is sent.',
    ),
    source: LeadSource,
  })
  .refine(isMarked, 'a lead of this kind needs a mark: see the description of the kinds');
export type RaiseLead = z.infer<typeof RaiseLead>;

/** A new lead that a target came upon. Its source is the lead that was worked. */
const NewLead = z
  .strictObject({ kind: LeadKind, subject: LeadSubject, target: LeadTarget, priority: LeadPriority.default('normal') })
  .refine(isMarked, 'a lead of this kind needs a mark: see the description of the kinds');

/** Tell what was found. It may replace an earlier feedback that was wrong. */
export const GiveFeedback = z.strictObject({
  ...Found,
  replaces: z.int().positive().optional().describe('The number of the feedback that this one puts right.'),
  newLeads: z.array(NewLead).max(MOST_NEW).default([]),
});
export type GiveFeedback = z.infer<typeof GiveFeedback>;

export const AcceptLead = z.strictObject({ remark: prose(500).optional() });
export type AcceptLead = z.infer<typeof AcceptLead>;
/** Why a lead is returned, given up, taken up again. */
export const WithReason = z.strictObject({ reason: prose(500) });
export type WithReason = z.infer<typeof WithReason>;
export const SendElsewhere = z.strictObject({ target: LeadTarget, reason: prose(500) });
export type SendElsewhere = z.infer<typeof SendElsewhere>;
export const FinishLead = z.strictObject({ summary: prose(1_000).optional() });
export type FinishLead = z.infer<typeof FinishLead>;
export const ReopenLead = z.strictObject({ reason: prose(500), dueAt: Instant.optional() });
export type ReopenLead = z.infer<typeof ReopenLead>;
/** Which of the leads that are about the same: its number in `known`. */
export const JoinLead = z.strictObject({ match: z.int().positive() });
export type JoinLead = z.infer<typeof JoinLead>;
export const KeepLeadApart = z.strictObject({ match: z.int().positive(), reason: prose(500) });
export type KeepLeadApart = z.infer<typeof KeepLeadApart>;

/** A campaign that the lead serves. */
export const Serves = z.strictObject({
  campaignId: CampaignId,
  leadUnit: AgencyId,
  since: UtcInstant,
  /** The wave of this campaign in which it was sent last. */
  wave: z.int().positive().optional(),
});
export type Serves = z.infer<typeof Serves>;

/** Another lead about the same, and what officers decided. */
export const KnownLead = z.strictObject({
  leadId: LeadId,
  campaignId: CampaignId,
  leadUnit: AgencyId,
  by: z.array(z.enum(leadMarks)),
  ruling: z.enum(['joined', 'apart']).optional(),
  reason: z.string().optional(),
  ruledAt: UtcInstant.optional(),
  ruledBy: AgencyId.optional(),
});
export type KnownLead = z.infer<typeof KnownLead>;

export const Feedback = z.strictObject({
  ...Found,
  n: z.int().positive(),
  at: UtcInstant,
  by: AgencyId,
  newLeads: z.int().nonnegative(),
  replaces: z.int().positive().optional(),
  replacedBy: z.int().positive().optional(),
});
export type Feedback = z.infer<typeof Feedback>;

/** One of those who got the lead. */
const Hand = z.strictObject({
  to: LeadTarget,
  at: UtcInstant,
  by: AgencyId,
  how: z.enum(['dispatched', 'handed-on']),
  reason: z.string().optional(),
});

const Said = z.strictObject({ at: UtcInstant, by: AgencyId, reason: z.string() });

/** A lead (线索). */
export const Lead = z.strictObject({
  leadId: LeadId,
  /** Short reference for the phone, e.g. `XS-261122-7K3Q9M`. */
  reference: z.string(),
  status: z.enum(leadStatuses),
  kind: LeadKind,
  priority: LeadPriority,
  subject: LeadSubject,
  target: LeadTarget,
  source: LeadSource,
  /** The cases that it counts for. */
  caseIds: z.array(CaseId),
  campaigns: z.array(Serves),
  raisedBy: AgencyId,
  raisedAt: UtcInstant,
  touchedAt: UtcInstant,
  /** The deadline that its campaign gave it before it was sent. */
  dueGiven: UtcInstant.optional(),
  /** When its target got it; absent while no target has it. */
  dispatchedAt: UtcInstant.optional(),
  dueAt: UtcInstant.optional(),
  remindAt: UtcInstant.optional(),
  climbAt: UtcInstant.optional(),
  reminded: z.boolean(),
  overdue: z.boolean(),
  climbed: z.boolean(),
  /** It was overdue at some moment, whatever came after. */
  late: z.boolean(),
  hands: z.array(Hand),
  known: z.array(KnownLead),
  feedback: z.array(Feedback),
  returned: Said.optional(),
  givenUp: Said.optional(),
  reopened: z.array(Said),
  finished: z.strictObject({ at: UtcInstant, by: AgencyId, summary: z.string().optional() }).optional(),
  joinedTo: LeadId.optional(),
});
export type Lead = z.infer<typeof Lead>;

/** What all feedback that stands says together. */
export interface Results {
  readonly verdict?: (typeof verdicts)[number];
  readonly measures: Readonly<Partial<Record<(typeof personMeasures)[number], number>>>;
  readonly dens: number;
  readonly seized: Readonly<Partial<Record<(typeof seizedKinds)[number], number>>>;
  readonly fen: number;
  readonly newLeads: number;
}

/** The sums of the feedback that no later one replaced; the last of it says whether the lead is verified. */
export function resultsOf({ feedback }: Pick<Lead, 'feedback'>): Results {
  const standing = feedback.filter(({ replacedBy }) => replacedBy === undefined);
  const measures: Partial<Record<(typeof personMeasures)[number], number>> = {};
  const seized: Partial<Record<(typeof seizedKinds)[number], number>> = {};
  for (const one of standing) {
    for (const { measure, count } of one.persons) measures[measure] = (measures[measure] ?? 0) + count;
    for (const { kind, count } of one.seized) seized[kind] = (seized[kind] ?? 0) + count;
  }
  const sum = (of: (one: Feedback) => number): number => standing.reduce((total, one) => total + of(one), 0);
  const verdict = standing.at(-1)?.verdict;
  return {
    ...(verdict === undefined ? {} : { verdict }),
    ...{ measures, seized, dens: sum(({ dens }) => dens), fen: sum(({ moneyFen }) => moneyFen) },
    newLeads: feedback.reduce((total, { newLeads }) => total + newLeads, 0),
  };
}

/** Whether its target knows of it: it was sent, and not taken back to be sent elsewhere. */
export function isSent({ dispatchedAt }: Pick<Lead, 'dispatchedAt'>): boolean {
  return dispatchedAt !== undefined;
}

/** Whether officers still have to say if it is the same as another lead. */
export function isUndecided({ known }: Pick<Lead, 'known'>): boolean {
  return known.some(({ ruling }) => ruling === undefined);
}
