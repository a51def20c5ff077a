import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AgencyId, ApprovalId, CaseId, ListedCaseId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { paperNumber } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';
import { ListingLevel, ResponsibleUnits } from './level.ts';

/** The states of a listing: suggested by rule, proposed, listed (挂牌), delisted (摘牌), rejected, or joined to another when its case was. */
export const listingStatuses = ['suggested', 'proposed', 'listed', 'delisted', 'rejected', 'joined'] as const;
export type ListingStatus = (typeof listingStatuses)[number];

/** Grounds that the rule finds in the facts of a case. */
export const rulesOfSuggestion = ['large-loss', 'several-victims', 'cross-district'] as const;
/**
 * Why a case is listed: grounds that the rule finds, and those that only people can judge: severe harm, bad social impact, an order from
 * above.
 */
export const listingGrounds = [...rulesOfSuggestion, 'severe-harm', 'social-impact', 'ordered-from-above'] as const;
export const ListingGround = z.enum(listingGrounds);
export type ListingGround = z.infer<typeof ListingGround>;

/** How much one listing holds, so that it stays one item of the table. */
export const listingLimits = { reports: 200 } as const;

/**
 * The approval that a step rests on: who granted it, at which level, its number, when. At the level of the city it is the grant in Cordon;
 * above it, the paper that came with the grant.
 */
export const ListingApproval = z.strictObject({
  name: z.string(),
  level: ListingLevel,
  number: paperNumber(64),
  approvedAt: Instant,
  /** Absent in facts from before an approval was an act of its own. */
  approvalId: ApprovalId.optional(),
});
export type ListingApproval = z.infer<typeof ListingApproval>;

/** The progress so far, as totals: both chains, arrests, money that victims got back otherwise than by payments of Cordon. */
export const Progress = z.strictObject({
  /** The information chain (信息链) is broken: how victims' data and numbers reached the fraudsters. */
  informationChain: z.boolean(),
  /** The money chain (资金链) is broken. */
  moneyChain: z.boolean(),
  arrested: z.int().nonnegative().max(100_000),
  returnedFen: Fen.describe(
    'Money that victims got back outside Cordon. What banks paid on rounds of return is counted by itself (`paidBackFen`).',
  ),
});
export type Progress = z.infer<typeof Progress>;

/** A date of a listed case that is overdue, or will be: the next progress report, or the deadline itself. */
export const Matter = z.enum(['report', 'deadline']);
export type Matter = z.infer<typeof Matter>;

/** The steps against delay (催办、通报、约谈), in their order; each is taken once for a missed date. */
export const rungs = ['reminder', 'notice', 'interview'] as const;
export const Rung = z.enum(rungs);
export type Rung = z.infer<typeof Rung>;

/** A date that must be kept, and the steps that were taken because it was missed. */
export const Term = z.strictObject({ dueAt: UtcInstant, climbed: z.array(Rung) });

/** The rules for this listing, as the policy was when it was listed. */
export const ListingTerms = z.strictObject({
  /** Months from one report to the next. */
  reportMonths: z.int().positive(),
  /** How long after a missed date each step is taken, in milliseconds. */
  ladder: z.strictObject({ reminder: z.int(), notice: z.int(), interview: z.int() }),
});
export type ListingTerms = z.infer<typeof ListingTerms>;

/** `period`: the period whose report it is; absent for an extra report. */
const Report = z.strictObject({
  at: UtcInstant,
  by: AgencyId,
  progress: Progress,
  late: z.boolean(),
  period: z.int().positive().optional(),
});
const Extension = z.strictObject({
  at: UtcInstant,
  by: AgencyId,
  from: UtcInstant,
  to: UtcInstant,
  reason: z.string(),
  approval: ListingApproval,
});

/** The request of a responsible unit to its supervisor (延期申请): so many months more, and why. The newest stands until it is answered. */
export const ExtensionRequest = z.strictObject({
  at: UtcInstant,
  by: AgencyId,
  months: z.int().positive(),
  reason: z.string(),
});

/** A listed case (挂牌督办案件), from the suggestion on. */
export const ListedCase = z.strictObject({
  listedCaseId: ListedCaseId,
  /** Short reference for the phone, e.g. `L-HD-261122-7K3Q9M`. */
  reference: z.string(),
  caseId: CaseId,
  district: z.enum(districts),
  /** The police agencies that answer for the case, and for each case that was merged into it: they may read the listing. */
  agencies: z.array(AgencyId).optional(),
  status: z.enum(listingStatuses),
  grounds: z.array(ListingGround),
  /** The loss of the case when the listing last took notice of it. */
  lossFen: Fen,
  beganAt: UtcInstant,
  touchedAt: UtcInstant,
  /** From when on a supervisor must decide about the suggestion or the proposal. */
  decideBy: UtcInstant.optional(),
  /** Whether it was noted already that no decision came by then. */
  decisionOverdue: z.literal(true).optional(),
  level: ListingLevel.optional(),
  units: ResponsibleUnits.optional(),
  proposal: z.strictObject({ at: UtcInstant, by: AgencyId, subject: z.string(), reason: z.string() }).optional(),
  listing: z.strictObject({ at: UtcInstant, supervisor: AgencyId, approval: ListingApproval, terms: ListingTerms }).optional(),
  deadline: Term.optional(),
  /** The report that is due next: the first of the listing is number 1. */
  report: Term.extend({ number: z.int().positive() }).optional(),
  progress: Progress,
  paidBackFen: Fen.optional().describe(
    'What banks paid back to victims on the rounds of return of the case; absent before any did.',
  ),
  /** The text of the last report; the facts have them all. */
  lastReport: z.string().optional(),
  reports: z.array(Report),
  extensions: z.array(Extension),
  /** How many extensions count as used, if a listing that ended in this one had used more; otherwise its own count. */
  extensionsUsed: z.int().nonnegative().optional(),
  /** The numbers of the approvals of listings that ended in this one. */
  usedApprovals: z.array(z.string()).optional(),
  extensionRequest: ExtensionRequest.optional(),
  /** The responsible units of listings that ended in this one: none of them becomes its supervisor. */
  formerUnits: z.array(AgencyId).optional(),
  end: z
    .strictObject({
      at: UtcInstant,
      by: AgencyId,
      aimReached: z.boolean().optional(),
      /** The listing that goes on, if two were joined because their cases were. */
      into: ListedCaseId.optional(),
      reason: z.string().optional(),
      approval: ListingApproval.optional(),
    })
    .optional(),
});
export type ListedCase = z.infer<typeof ListedCase>;

/** The approval that a step rests on, as it was looked up: what the caller wrote of one opens no gate. */
export interface Approved {
  readonly approval?: ListingApproval | undefined;
}

/** The data of a case that decide whether it should be listed. */
export interface CaseToList {
  readonly caseId: string;
  readonly district: ListedCase['district'];
  /** The police agencies that answer for it. */
  readonly agencies: readonly string[];
  readonly lossFen: number;
  /** How many people were defrauded. */
  readonly victims: number;
  /** How many districts it reaches. */
  readonly districts: number;
}

/** The data of the case that a decision on its listing needs, as the case is now: it may have been merged with others since. */
export interface CaseAtHand {
  readonly lossFen: number;
  /** The police agencies that answer for it: none of them supervises it. */
  readonly agencies: readonly string[];
  /** The police agency among them that leads. */
  readonly lead: string;
  /** The other open listings in the merged case. Soon the relay joins them; until then they are in the way. */
  readonly besides: readonly ListedCase[];
}

/** How many of the extensions that policy allows are used up: its own, or those of a listing that ended in it, if that had used more. */
export function extensionsUsed({
  extensions,
  extensionsUsed: carried,
}: Pick<ListedCase, 'extensions' | 'extensionsUsed'>): number {
  return carried ?? extensions.length;
}
