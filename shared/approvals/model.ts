import * as z from 'zod';
import { Filing } from '../freezes/order/filing.ts';
import { type District, districts } from '../kernel/context.ts';
import { Desk } from '../kernel/desk.ts';
import { AgencyId, AlertId, ApprovalId, ListedCaseId, ObjectionId, OrderId, ReturnRoundId } from '../kernel/ids.ts';
import { Fen, PositiveFen } from '../kernel/money.ts';
import { Person, paperNumber, text } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';
import { ListingLevel, ResponsibleUnits } from '../listed-cases/level.ts';
import { protectiveKinds } from '../protective-measures/kinds.ts';

/** The states of an approval. */
export const approvalStatuses = ['asked', 'granted', 'declined', 'withdrawn', 'lapsed', 'used'] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/**
 * The gate that an approval opens: a freeze (冻结), its renewal (续冻), a release of a great sum (解除), a listing (挂牌), more time for one (延期),
 * its end (摘牌), an outside case's filing on which freezes of an alarm may rest, the plan of a return (返还), and
 * a protective measure on a person's own account without their consent (保护性措施).
 */
export const gates = [
  'freeze',
  'renewal',
  'release',
  'listing',
  'extension',
  'delisting',
  'outside-filing',
  'return',
  'protect',
] as const;
export const Gate = z.enum(gates);
export type Gate = z.infer<typeof Gate>;

/** A sum that may add up many. */
const Sum = z.int().nonnegative();
const Months = z.int().positive().max(120);

/** Exactly what the asker asked, with its grounds as they were recorded then. An approval opens only this. */
export const Matter = z.discriminatedUnion('gate', [
  z.strictObject({
    gate: z.literal('freeze'),
    orderId: OrderId,
    amountFen: Fen.optional(),
    major: z.boolean(),
    filing: Filing,
    outsideFilingId: ApprovalId.optional(),
  }),
  z.strictObject({ gate: z.literal('renewal'), orderId: OrderId, termMonths: z.int().positive() }),
  z.strictObject({
    gate: z.literal('release'),
    orderId: OrderId,
    instruction: z
      .enum(['release', 'unfreeze'])
      .optional()
      .describe('What it lets go: a stop, or a freeze. Absent where it was asked for before that was kept.'),
    objectionId: ObjectionId.optional().describe('The objection in whose favour it is; it opens no other release then.'),
    amountFen: Fen.describe('The most that the release lets go, as it was known when the approval was asked for.'),
  }),
  z.strictObject({ gate: z.literal('listing'), listedCaseId: ListedCaseId, level: ListingLevel, units: ResponsibleUnits }),
  z.strictObject({ gate: z.literal('extension'), listedCaseId: ListedCaseId, months: Months }),
  z.strictObject({ gate: z.literal('delisting'), listedCaseId: ListedCaseId }),
  z.strictObject({ gate: z.literal('outside-filing'), alertId: AlertId, filing: Filing, agency: z.string() }),
  z.strictObject({
    gate: z.literal('return'),
    returnId: ReturnRoundId,
    planVersion: z.int().positive(),
    amountFen: Sum.describe('What the plan pays in all.'),
  }),
  z.strictObject({
    gate: z.literal('protect'),
    bankId: AgencyId,
    accountKey: z.string().describe('The keyed hash of the account.'),
    measure: z.enum(protectiveKinds),
    limitFen: PositiveFen.optional(),
    termHours: z.int().positive(),
  }),
]);
export type Matter = z.infer<typeof Matter>;
export type MatterOf<G extends Gate> = Extract<Matter, { gate: G }>;

/**
 * Who must grant it: an `approver` (the head of a bureau) or a `supervisor`; `county`: of a district or of the city · `prefecture`: of the
 * city. And what the grant must include: a legal review (法制审核), or the paper of an authority above the city.
 */
export const Needed = z.strictObject({
  role: z.enum(['approver', 'supervisor']),
  level: z.enum(['county', 'prefecture']),
  legalReview: z.boolean(),
  paper: ListingLevel.optional(),
});
export type Needed = z.infer<typeof Needed>;

/** The legal review (法制审核) on which a grant rests: who reviewed, and when. The person who grants records it. */
export const LegalReview = z.strictObject({ reviewer: text(64), reviewedAt: Instant });

/** The written approval of an authority above the city, which is not in Cordon: the person who grants vouches for it. */
export const HigherPaper = z.strictObject({
  name: text(64).describe('Who signed it.'),
  level: ListingLevel,
  number: paperNumber(64),
  approvedAt: Instant,
});

/** A grant: who gave it, of which level, when and why, and on what it rests. */
export const Granted = Person.extend({
  at: UtcInstant,
  level: Needed.shape.level,
  reason: z.string(),
  legalReview: LegalReview.optional(),
  paper: HigherPaper.optional(),
});
export type Granted = z.infer<typeof Granted>;

/** An approval (审批): asked for by one person, granted or declined by another, used for one act. */
export const Approval = z.strictObject({
  approvalId: ApprovalId,
  /** Short reference for the phone, e.g. `A-HD-261122-7K3Q9M`. */
  reference: z.string(),
  status: z.enum(approvalStatuses),
  district: z.enum(districts),
  matter: Matter,
  needed: Needed,
  /** The desk where it waits for an answer. */
  desk: Desk,
  askedBy: Person,
  askedAt: UtcInstant,
  reason: z.string(),
  /** The moment of the alarm or the listing: the papers behind the approval cannot be older. Absent for a new listing. */
  since: UtcInstant.optional(),
  /** Until when it can be answered, and, once granted, used. Absent if it does not end by time. */
  expiresAt: UtcInstant.optional(),
  granted: Granted.optional(),
  declined: Person.extend({ at: UtcInstant, reason: z.string() }).optional(),
  withdrawn: z.strictObject({ at: UtcInstant, reason: z.string() }).optional(),
  lapsedAt: UtcInstant.optional(),
  used: z.strictObject({ at: UtcInstant, agency: AgencyId, subject: z.string() }).optional(),
});
export type Approval = z.infer<typeof Approval>;

/** The question, as the thing that it is about says it. */
export interface Question {
  readonly kind: 'question';
  readonly matter: Matter;
  readonly needed: Needed;
  readonly district: District;
  /** The papers behind the approval cannot be older than this. */
  readonly since?: string;
}
