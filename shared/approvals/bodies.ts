import * as z from 'zod';
import { AccountNumber } from '../freezes/account/account-fields.ts';
import { Filing } from '../freezes/order/filing.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId, ApprovalId, ListedCaseId, ObjectionId, OrderId, ReturnRoundId } from '../kernel/ids.ts';
import { PositiveFen } from '../kernel/money.ts';
import { prose, text } from '../kernel/people.ts';
import { ListingLevel, ResponsibleUnits } from '../listed-cases/level.ts';
import { protectiveKinds } from '../protective-measures/kinds.ts';
import { type Gate, HigherPaper, LegalReview } from './model.ts';

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
      'The granted approval with the gate `outside-filing`, if the case is not in Cordon. Absent: the filing of the case that the alarm belongs to.',
    ),
    reason: Reason,
  }),
  z.strictObject({
    gate: z.literal('renewal'),
    ...ofOrder,
    termMonths: z.int().positive().max(12).optional().describe('Absent: as long as the first freeze.'),
    reason: Reason,
  }),
  z.strictObject({
    gate: z.literal('release'),
    ...ofOrder,
    objectionId: ObjectionId.optional().describe(
      'The objection to the order that you review: the approval is for the ruling on it.',
    ),
    reason: Reason,
  }),
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
  z.strictObject({
    gate: z.literal('return'),
    returnId: ReturnRoundId.describe('The round of return. The approval is for its plan as it stands, and for no other.'),
    reason: Reason,
  }),
  z.strictObject({
    gate: z.literal('protect'),
    bankId: AgencyId,
    accountNumber: AccountNumber,
    measure: z.enum(protectiveKinds),
    limitFen: PositiveFen.optional().describe('With `day-limit`: the most that goes out a day.'),
    termHours: z.int().positive().max(1_000),
    district: z.enum(districts).optional().describe('Where the person lives; by default the district of your agency.'),
    reason: Reason,
  }),
]);
export type AskApproval = z.infer<typeof AskApproval>;
export type AskFor<G extends Gate> = Extract<AskApproval, { gate: G }>;

export const GrantApproval = z.strictObject({
  reason: Reason,
  legalReview: LegalReview.optional().describe(
    'Required if `needed.legalReview` says so; the person who grants records it and vouches for it. Otherwise: `LEGAL_REVIEW_MISSING`.',
  ),
  paper: HigherPaper.optional().describe('Required if `needed.paper` names a level. Otherwise: `HIGHER_PAPER_MISSING`.'),
});
export type GrantApproval = z.infer<typeof GrantApproval>;

export const DeclineApproval = z.strictObject({ reason: Reason });
export type DeclineApproval = z.infer<typeof DeclineApproval>;

export const WithdrawApproval = z.strictObject({ reason: Reason });
export type WithdrawApproval = z.infer<typeof WithdrawApproval>;
