import * as z from 'zod';
import { Fen } from '../kernel/money.ts';
import { Officer, Phone, text } from '../kernel/people.ts';
import { Instant } from '../kernel/time.ts';
import { AccountToStop, OrderDocument } from './model.ts';

/** What a bank can be told to do with an account (止付, 延长, 解除, 冻结, 续冻, 解冻). */
export const instructionKinds = ['stop', 'extend', 'release', 'freeze', 'renew', 'unfreeze'] as const;
export const InstructionKind = z.enum(instructionKinds);
export type InstructionKind = z.infer<typeof InstructionKind>;

const Signed = z.strictObject({ reason: text(1_000), officers: z.array(Officer).length(2) });

/** Ask the bank to hold for another 48 hours. */
export const ExtendOrder = Signed;
export type ExtendOrder = z.infer<typeof ExtendOrder>;

/** Ask the bank to let go before the term ends. */
export const ReleaseOrder = Signed;
export type ReleaseOrder = z.infer<typeof ReleaseOrder>;

/** The filing of the case (立案), without which nothing may be frozen. */
export const Filing = z.strictObject({
  caseNumber: text(64),
  filedAt: Instant,
  /** Number of the filing-decision document (立案决定书). */
  decisionNumber: text(64),
});

/** The head of a county-level bureau or above who approves; `prefecture` for major or complex cases. */
export const Approval = z.strictObject({
  name: text(64),
  level: z.enum(['county', 'prefecture']),
  approvedAt: Instant,
  legalReview: z.boolean().default(false),
});

/** Who answers the bank's questions, day and night. */
export const Contact = z.strictObject({ name: text(64), dutyPhone: Phone });

/** Turn the stop into a freeze (冻结). Only after filing, with the notice, an approval and a phone that is answered day and night. */
export const FreezeOrder = Signed.extend({
  filing: Filing.optional(),
  notice: OrderDocument.optional(),
  approval: Approval.optional(),
  contact: Contact.optional(),
  /** Sum to freeze; absent: the whole account, which needs the reason why in `necessity`. */
  amountFen: Fen.optional(),
  necessity: text(1_000).optional(),
  /** Major or complex: 12 months, approved at prefecture level. */
  major: z.boolean().default(false),
});
export type FreezeOrder = z.infer<typeof FreezeOrder>;

/** Renew a freeze (续冻), no longer than the first, from 10 days before its end. Without `termMonths`: as long as the first. */
export const RenewOrder = Signed.extend({
  notice: OrderDocument.optional(),
  approval: Approval.optional(),
  termMonths: z.int().positive().max(12).optional(),
});
export type RenewOrder = z.infer<typeof RenewOrder>;

/** End a freeze (解冻). */
export const UnfreezeOrder = Signed.extend({ notice: OrderDocument.optional() });
export type UnfreezeOrder = z.infer<typeof UnfreezeOrder>;

/** Send the order again with what the bank found wrong put right. The alarm clock runs on. */
export const CorrectOrder = Signed.extend({ account: AccountToStop });
export type CorrectOrder = z.infer<typeof CorrectOrder>;

/** Papers that follow an urgent order, or that a bank missed. */
export const AddDocuments = z.strictObject({ documents: z.array(OrderDocument).min(1).max(20) });
export type AddDocuments = z.infer<typeof AddDocuments>;

/** Stand in line (轮候) behind whoever holds the account. */
export const WaitInLine = Signed;
export type WaitInLine = z.infer<typeof WaitInLine>;
