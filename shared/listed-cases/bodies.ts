import * as z from 'zod';
import { AgencyId, ApprovalId, CaseId } from '../kernel/ids.ts';
import { prose } from '../kernel/people.ts';
import { neededApproval, typedApproval } from '../kernel/typed-approval.ts';
import { ListingLevel, ResponsibleUnits } from './level.ts';
import { ListingGround, listingGrounds, Progress } from './model.ts';

/** The granted approval on which a step rests, and the member in which callers used to type one. */
function restsOn(gate: 'listing' | 'extension') {
  const approvalId = neededApproval(`The granted approval with the gate \`${gate}\`. Without it: \`APPROVAL_MISSING\`.`);
  return { approvalId, approval: typedApproval };
}

/** Ask that a case be listed; takes up the suggestion, if there is one. */
export const ProposeListing = z.strictObject({
  caseId: CaseId,
  level: ListingLevel,
  units: ResponsibleUnits,
  /** Beyond the grounds that the rule finds by itself. */
  grounds: z
    .array(ListingGround)
    .max(listingGrounds.length)
    .refine((grounds) => new Set(grounds).size === grounds.length, 'must not name a ground twice')
    .default([]),
  reason: prose(1_000),
});
export type ProposeListing = z.infer<typeof ProposeListing>;

/** List it. The person who approves may replace the proposed level or units. */
export const ApproveListing = z.strictObject({
  ...restsOn('listing'),
  level: ListingLevel.optional(),
  units: ResponsibleUnits.optional(),
});
export type ApproveListing = z.infer<typeof ApproveListing>;

export const RejectListing = z.strictObject({ reason: prose(1_000) });
export type RejectListing = z.infer<typeof RejectListing>;

/** A progress report. Its figures are totals since the listing; if they fall below earlier ones, `correction` says why. */
export const ReportProgress = z.strictObject({
  progress: Progress,
  summary: prose(2_000),
  correction: prose(500).optional(),
});
export type ReportProgress = z.infer<typeof ReportProgress>;

const Months = z.int().positive().max(120);

/** Ask for more time, as a responsible unit. */
export const RequestExtension = z.strictObject({ months: Months, reason: prose(1_000) });
export type RequestExtension = z.infer<typeof RequestExtension>;

/** Decline the request. */
export const DeclineExtension = z.strictObject({ reason: prose(1_000) });
export type DeclineExtension = z.infer<typeof DeclineExtension>;

/** Give more time, as the supervisor, with or without a request. */
export const ExtendListing = z.strictObject({
  months: Months,
  reason: prose(1_000),
  ...restsOn('extension'),
});
export type ExtendListing = z.infer<typeof ExtendListing>;

/** End the supervision (摘牌). Below the aim it needs a reason and an approval. */
export const DelistCase = z.strictObject({
  reason: prose(1_000).optional(),
  approvalId: ApprovalId.optional().describe(
    'The granted approval with the gate `delisting`; needed below the aim. Otherwise: `APPROVAL_MISSING`.',
  ),
  approval: typedApproval,
});
export type DelistCase = z.infer<typeof DelistCase>;

/** Give the supervision to another agency of the city. */
export const HandOverListing = z.strictObject({ to: AgencyId, reason: prose(1_000) });
export type HandOverListing = z.infer<typeof HandOverListing>;
