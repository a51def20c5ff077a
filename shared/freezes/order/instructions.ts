import * as z from 'zod';
import { ApprovalId } from '../../kernel/ids.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { prose, TwoOfficers, text } from '../../kernel/people.ts';
import { neededApproval, typedApproval } from '../../kernel/typed-approval.ts';
import type { AccountRegister } from '../account/account-register.ts';
import { MAX_OUTFLOWS } from '../bank-answer/outflows/model.ts';
import { AccountToStop, OrderDocument } from '../model.ts';
import { Filing } from './filing.ts';
import type { FreezesOfCase } from './freeze-counts.ts';
import { type Approval, Contact } from './instruction-kinds.ts';

export { Approval, InstructionKind, instructionKinds, SendingPurpose } from './instruction-kinds.ts';

const approvalId = ApprovalId.optional();

const Signed = z.strictObject({ reason: prose(1_000), officers: TwoOfficers });

/** Ask the bank to hold for another 48 hours. */
export const ExtendOrder = Signed;
export type ExtendOrder = z.infer<typeof ExtendOrder>;

/** Ask the bank to let go before the term ends. */
export const ReleaseOrder = Signed.extend({
  approvalId: approvalId.describe(
    'The granted approval with the gate `release`; needed to let go of more than `release.approval-amount` of the policy. Otherwise: `APPROVAL_MISSING`.',
  ),
  approval: typedApproval,
});
export type ReleaseOrder = z.infer<typeof ReleaseOrder>;

/** Take back a stop (撤回止付) that the bank has not answered. */
export const WithdrawOrder = Signed;
export type WithdrawOrder = z.infer<typeof WithdrawOrder>;

/** Turn the stop into a freeze (冻结). Only after filing, with the notice, an approval and a phone that an officer answers day and night. */
export const FreezeOrder = Signed.extend({
  filing: Filing.optional().describe(
    'Need not be given: the freeze rests on the filing that Cordon has on record of the case of the alarm. If it is given, it must be that one. Otherwise: `FILING_DIFFERS`; if the case is not filed: `CASE_NOT_FILED`.',
  ),
  outsideFilingId: ApprovalId.optional().describe(
    'The granted approval with the gate `outside-filing`, if another agency filed the case outside Cordon.',
  ),
  notice: OrderDocument.optional().describe(
    'The freeze notice (`freeze-notice`), issued after the filing and after the approval. Without it: `DOCUMENT_MISSING`.',
  ),
  approvalId: neededApproval(
    'The granted approval with the gate `freeze`: of a county-level head; of a prefecture-level head for `major`, and, after legal review, for a great sum (`freeze.prefecture-amount` of the policy). Otherwise: `APPROVAL_MISSING`.',
  ),
  approval: typedApproval,
  contact: Contact.optional().describe("Who answers the bank's questions, day and night. Without it: `DOCUMENT_MISSING`."),
  amountFen: PositiveFen.optional().describe(
    'The sum to freeze. Absent, or nearly all of what the bank says is on the account (`freeze.whole-share` of the policy): the whole account, and then `necessity` is required.',
  ),
  necessity: prose(1_000).optional().describe('Why the whole account has to be frozen; required then, otherwise not needed.'),
  major: z.boolean().default(false).describe('A major or complex case: 12 months instead of 6, approved at prefecture level.'),
});
export type FreezeOrder = z.infer<typeof FreezeOrder>;

/** Renew a freeze (续冻), no longer than the first, from 10 days before its end. Without `termMonths`: as long as the first. */
export const RenewOrder = Signed.extend({
  notice: OrderDocument.optional().describe('The renewal notice (`renewal-notice`). Without it: `DOCUMENT_MISSING`.'),
  approvalId: neededApproval(
    'The granted approval with the gate `renewal`, after legal review; at prefecture level if the first freeze was. Otherwise: `APPROVAL_MISSING`.',
  ),
  approval: typedApproval,
  termMonths: z
    .int()
    .positive()
    .max(12)
    .optional()
    .describe('No longer than the first freeze. Absent: as long as the first freeze.'),
});
export type RenewOrder = z.infer<typeof RenewOrder>;

/** End a freeze (解冻). */
export const UnfreezeOrder = Signed.extend({
  notice: OrderDocument.optional().describe('The release notice (`release-notice`). Without it: `DOCUMENT_MISSING`.'),
  approvalId: approvalId.describe(
    'The granted approval with the gate `release`; needed to let go of more than `release.approval-amount` of the policy. Otherwise: `APPROVAL_MISSING`.',
  ),
  approval: typedApproval,
});
export type UnfreezeOrder = z.infer<typeof UnfreezeOrder>;

/** What Cordon has on record for an instruction: of the order's account, of its case, and the approval that opens its gate. */
export interface OnRecord {
  readonly register: AccountRegister | undefined;
  readonly filing?: Filing | undefined;
  readonly approval?: Approval | undefined;
  /** Freezes of the same case that were ordered before. */
  readonly freezes?: FreezesOfCase | undefined;
}

/** A body as a decider gets it: filing and approval are on record, so it does not see what the caller typed of them. */
export type Asked<Body> = Omit<Body, 'filing' | 'approval' | 'approvalId' | 'outsideFilingId'>;

/** Send the order again after correcting the fault that the bank found. The alarm clock runs on. */
export const CorrectOrder = Signed.extend({ account: AccountToStop });
export type CorrectOrder = z.infer<typeof CorrectOrder>;

/** Papers that follow an urgent order, or that a bank missed. */
export const AddDocuments = z.strictObject({ documents: z.array(OrderDocument).min(1).max(20) });
export type AddDocuments = z.infer<typeof AddDocuments>;

/** Decide whether the trace follows held outflows. */
export const RuleOnOutflows = Signed.extend({
  outflows: z
    .array(z.int().nonnegative())
    .min(1)
    .max(MAX_OUTFLOWS)
    .optional()
    .describe('Places of the outflows, as in `edges[].outflow` of the order; absent: all that are held.'),
});
export type RuleOnOutflows = z.infer<typeof RuleOnOutflows>;

/** Clear all held outflows of an alarm: the trace follows them. */
export const FollowAlert = Signed;

/** The officers know from the bank that the turn of an order in line has come: ask for its stop now. */
export const TakeTurn = Signed;
export type TakeTurn = z.infer<typeof TakeTurn>;

/** An officer has dealt with a stop or a freeze whose term ran out, and says how. */
export const SettleOrder = z.strictObject({ reason: text(1_000) });
export type SettleOrder = z.infer<typeof SettleOrder>;

/** Stand in line (轮候) behind the order that holds the account. */
export const WaitInLine = Signed;
export type WaitInLine = z.infer<typeof WaitInLine>;
