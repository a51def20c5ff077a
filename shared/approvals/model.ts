import * as z from 'zod';
import { Filing } from '../freezes/filing.ts';
import { districts } from '../kernel/context.ts';
import { Desk } from '../kernel/desk.ts';
import { AgencyId, AlertId, ApprovalId, ListedCaseId, OrderId } from '../kernel/ids.ts';
import { Fen, PositiveFen } from '../kernel/money.ts';
import { paperNumber, prose, text } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';
import { ListingLevel, ResponsibleUnits } from '../listed-cases/model.ts';
import { approvalStatuses } from './approval-status.ts';

/**
 * What an approval opens: a freeze (冻结), its renewal (续冻), a release of a great sum (解除), a listing (挂牌), more time for one (延期),
 * its end (摘牌), and an outside case's filing on which freezes of an alarm may rest.
 */
export const gates = ['freeze', 'renewal', 'release', 'listing', 'extension', 'delisting', 'outside-filing'] as const;
export const Gate = z.enum(gates);
export type Gate = z.infer<typeof Gate>;

const Reason = prose(1_000);
const Months = z.int().positive().max(120);

const ofOrder = { orderId: OrderId.describe('The order. Its account, its alarm and its case follow from it.') };
const ofListing = { listedCaseId: ListedCaseId };

/** Ask for an approval (报批): which gate, of which thing, how much of it, and why. */
export const AskApproval = z.discriminatedUnion('gate', [
  z.strictObject({
    gate: z.literal('freeze'),
    ...ofOrder,
    amountFen: PositiveFen.optional().describe('The sum to freeze; absent: the whole account.'),
    major: z.boolean().default(false).describe('A major or complex case: 12 months instead of 6, decided at prefecture level.'),
    outsideFilingId: ApprovalId.optional().describe(
      'The granted approval with the gate `outside-filing`, where the case is not in Cordon; absent: the filing of the case that the alarm belongs to.',
    ),
    reason: Reason,
  }),
  z.strictObject({
    gate: z.literal('renewal'),
    ...ofOrder,
    termMonths: z.int().positive().max(12).optional().describe('Absent: as long as the first freeze.'),
    reason: Reason,
  }),
  z.strictObject({ gate: z.literal('release'), ...ofOrder, reason: Reason }),
  z.strictObject({
    gate: z.literal('listing'),
    ...ofListing,
    level: ListingLevel.optional().describe('Absent: the level that was proposed.'),
    units: ResponsibleUnits.optional().describe('Absent: the units that were proposed.'),
    reason: Reason,
  }),
  z.strictObject({ gate: z.literal('extension'), ...ofListing, months: Months, reason: Reason }),
  z.strictObject({ gate: z.literal('delisting'), ...ofListing, reason: Reason }),
  z.strictObject({
    gate: z.literal('outside-filing'),
    alertId: AlertId,
    filing: Filing.describe('The filing of a case that another agency keeps outside Cordon.'),
    agency: text(64).describe('The agency that filed the case.'),
    reason: Reason,
  }),
]);
export type AskApproval = z.infer<typeof AskApproval>;
export type AskFor<G extends Gate> = Extract<AskApproval, { gate: G }>;

/** Exactly what was asked, with what it rests on as it was recorded then. An approval opens this and nothing more. */
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
    amountFen: Fen.describe('The most that the release lets go, as it was known when the approval was asked for.'),
  }),
  z.strictObject({ gate: z.literal('listing'), listedCaseId: ListedCaseId, level: ListingLevel, units: ResponsibleUnits }),
  z.strictObject({ gate: z.literal('extension'), listedCaseId: ListedCaseId, months: Months }),
  z.strictObject({ gate: z.literal('delisting'), listedCaseId: ListedCaseId }),
  z.strictObject({ gate: z.literal('outside-filing'), alertId: AlertId, filing: Filing, agency: z.string() }),
]);
export type Matter = z.infer<typeof Matter>;
export type MatterOf<G extends Gate> = Extract<Matter, { gate: G }>;

/**
 * Who has to grant it: an `approver` (the head of a bureau) or a `supervisor`; `county`: of a district or of the city · `prefecture`:
 * of the city. And what the grant has to bring: a legal review (法制审核), or the paper of an authority above the city.
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

export const GrantApproval = z.strictObject({
  reason: Reason,
  legalReview: LegalReview.optional().describe('Required where `needed.legalReview` says so. Otherwise: `LEGAL_REVIEW_MISSING`.'),
  paper: HigherPaper.optional().describe('Required where `needed.paper` names a level. Otherwise: `HIGHER_PAPER_MISSING`.'),
});
export type GrantApproval = z.infer<typeof GrantApproval>;

export const DeclineApproval = z.strictObject({ reason: Reason });
export type DeclineApproval = z.infer<typeof DeclineApproval>;

export const WithdrawApproval = z.strictObject({ reason: Reason });
export type WithdrawApproval = z.infer<typeof WithdrawApproval>;

/** A person as the token names them: subject, and name where the token has one. */
export const Person = z.strictObject({ agency: AgencyId, subject: z.string(), name: z.string() });
export type Person = z.infer<typeof Person>;

/** A grant: who, of which level, when and why, and what it rests on. */
export const Granted = Person.extend({
  at: UtcInstant,
  level: Needed.shape.level,
  reason: z.string(),
  legalReview: LegalReview.optional(),
  paper: HigherPaper.optional(),
});
export type Granted = z.infer<typeof Granted>;

/** An approval (审批): asked for by one person, granted or declined by another, used once. */
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
  /** Before this nothing that it rests on can have been written: the alarm, or the listing. Absent for a listing that is asked for. */
  since: UtcInstant.optional(),
  /** Until when it can be answered, and, once granted, used. Absent where it does not end by time. */
  expiresAt: UtcInstant.optional(),
  granted: Granted.optional(),
  declined: Person.extend({ at: UtcInstant, reason: z.string() }).optional(),
  withdrawn: z.strictObject({ at: UtcInstant, reason: z.string() }).optional(),
  lapsedAt: UtcInstant.optional(),
  used: z.strictObject({ at: UtcInstant, agency: AgencyId, subject: z.string() }).optional(),
});
export type Approval = z.infer<typeof Approval>;
