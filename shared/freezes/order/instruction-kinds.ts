import * as z from 'zod';
import { ApprovalId, ObjectionId } from '../../kernel/ids.ts';
import { Phone, text } from '../../kernel/people.ts';
import { Instant } from '../../kernel/time.ts';

/**
 * What a bank can be told to do with an account (止付, 撤回, 延长, 解除, 冻结, 续冻, 解冻, 减额). A recall takes back a stop that the bank has not
 * answered; a narrowing has the bank hold a smaller sum.
 */
export const instructionKinds = ['stop', 'recall', 'extend', 'release', 'freeze', 'renew', 'unfreeze', 'narrow'] as const;
export const InstructionKind = z.enum(instructionKinds);
export type InstructionKind = z.infer<typeof InstructionKind>;

/** Why an instruction is put to a bank: for the first time, because it has not answered, after a stop, because it asked to be asked again. */
export const SendingPurpose = z.enum(['order', 'reminder', 'instruction', 'retry']);
export type SendingPurpose = z.infer<typeof SendingPurpose>;

/** The approval that an instruction rests on: granted by the head of a county-level bureau or above; `prefecture` for major cases. */
export const Approval = z.strictObject({
  name: z.string(),
  level: z.enum(['county', 'prefecture']),
  approvedAt: Instant,
  legalReview: z.boolean().default(false),
  /** Absent in facts from before an approval was an act of its own. */
  approvalId: ApprovalId.optional(),
});
export type Approval = z.infer<typeof Approval>;

/**
 * The ground on which a bank has to let go, or hold less, although the officers who ordered did not ask for it: an objection that was upheld
 * (异议成立), the finding of the screening (甄别结论), or the end of its term without a finding.
 */
export const RightGround = z.strictObject({
  by: z.enum(['objection', 'screening', 'screening-term']),
  objectionId: ObjectionId.optional(),
});
export type RightGround = z.infer<typeof RightGround>;

/** Whether the frozen money is linked to the crime (甄别结论): all of it, a part, none. */
export const findings = ['linked', 'partly-linked', 'unlinked'] as const;
export const Finding = z.enum(findings);
export type Finding = z.infer<typeof Finding>;

/** How a call to a bank came to nothing. */
export const phoneAttemptOutcomes = ['no-answer', 'busy', 'wrong-number'] as const;
export type PhoneAttemptOutcome = (typeof phoneAttemptOutcomes)[number];

/** The person who answers the bank's questions, day and night. */
export const Contact = z.strictObject({ name: text(64), dutyPhone: Phone });

/**
 * What a freeze needs (冻结条件), in the order in which an officer meets it: a stop that runs or a place in the line, no other instruction with
 * the bank, two officers, an account that no other order has frozen, the filed case, the notice, the contact, the approval, the reason for
 * taking the whole account, and room for the notice.
 */
export const freezeConditions = [
  'state',
  'pending',
  'officers',
  'account',
  'filing',
  'notice',
  'contact',
  'approval',
  'necessity',
  'papers',
] as const;
export type FreezeCondition = (typeof freezeConditions)[number];
