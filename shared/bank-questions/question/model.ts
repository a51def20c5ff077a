import * as z from 'zod';
import { OrderedAccount } from '../../freezes/model.ts';
import { BankAnswer, StopOrder } from '../../freezes/order/stop-order.ts';
import { districts } from '../../kernel/context.ts';
import {
  AgencyId,
  AlertId,
  HolderRequestId,
  InstructionId,
  OrderId,
  ProtectiveMeasureId,
  ReturnPaymentId,
  StatementId,
  WatchId,
} from '../../kernel/ids.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { Officer, prose, TwoOfficers } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { protectiveKinds } from '../../protective-measures/kinds.ts';
import { PayTo } from '../../returns/claim/claim-model.ts';

/**
 * What Cordon asks a bank beside the instructions of an order: lines of a period, who holds the account, each new line at once, a payment back
 * to a victim. And, beside any order, a protective measure on a person's own account, and its end.
 */
export const askedKinds = ['statement', 'whose-account', 'watch', 'watch-end', 'return', 'protect', 'unprotect'] as const;
export type AskedKind = (typeof askedKinds)[number];

/** Where a question stands: the bank has to act, has answered, has said that it cannot, or need not act any more. */
export const questionStatuses = ['open', 'answered', 'declined', 'withdrawn'] as const;
export type QuestionStatus = (typeof questionStatuses)[number];

/** Why a question is put to the bank: for the first time, or once more because it has not answered. */
export const questionPurposes = ['question', 'reminder'] as const;
export const QuestionPurpose = z.enum(questionPurposes);
export type QuestionPurpose = z.infer<typeof QuestionPurpose>;

/** Why police ask, and the two officers who sign: members of every body by which they do. */
export const Signed = { reason: prose(1_000), officers: TwoOfficers };

/** The account that the bank is asked about, as the order names it. */
export const AskedAccount = OrderedAccount.pick({ accountName: true, accountNumber: true, accountKind: true }).required({
  accountNumber: true,
  accountKind: true,
});

/** What is asked, by its kind: each form has its own members beside those that all have. */
export const statement = {
  instruction: z.literal('statement'),
  statementId: StatementId,
  from: UtcInstant,
  to: UtcInstant,
};
export const whoseAccount = {
  instruction: z.literal('whose-account'),
  holderRequestId: HolderRequestId,
};
export const watch = {
  instruction: z.literal('watch'),
  watchId: WatchId,
  until: UtcInstant,
};
export const watchEnd = {
  instruction: z.literal('watch-end'),
  watchId: WatchId,
};

export const payBack = {
  instruction: z.literal('return'),
  paymentId: ReturnPaymentId,
  fen: PositiveFen,
  payTo: PayTo,
};

export const protect = {
  instruction: z.literal('protect'),
  protectionId: ProtectiveMeasureId,
  measure: z.enum(protectiveKinds),
  limitFen: PositiveFen.optional(),
  until: UtcInstant,
};
export const unprotect = {
  instruction: z.literal('unprotect'),
  protectionId: ProtectiveMeasureId,
};

/** What is asked, without the members that every question has. */
export const Asked = z.discriminatedUnion('instruction', [
  z.strictObject(statement),
  z.strictObject(whoseAccount),
  z.strictObject(watch),
  z.strictObject(watchEnd),
  z.strictObject(payBack),
  z.strictObject(protect),
  z.strictObject(unprotect),
]);
export type Asked = z.infer<typeof Asked>;

/** On whose word, and why. */
export const Authority = z.strictObject({
  agency: AgencyId,
  district: z.enum(districts),
  officers: z.array(Officer),
  reason: z.string(),
});

/** Why a bank cannot do what is asked: its code, and its words. */
export const Declined = z.strictObject({ code: BankAnswer.shape.code, remark: z.string().optional() });

/** The same on what was asked for, with when the bank said so. */
export const DeclinedAt = Declined.extend({ at: UtcInstant });
export type DeclinedAt = z.infer<typeof DeclinedAt>;

/** A question (协查) to the bank of an order: its content, where it stands, and how it got to the bank. */
export const BankQuestion = z.strictObject({
  instructionId: InstructionId,
  bankId: AgencyId,
  /** Absent of a protective measure, which belongs to no order. */
  orderId: OrderId.optional(),
  alertId: AlertId.optional(),
  asked: Asked,
  account: AskedAccount,
  authority: Authority,
  status: z.enum(questionStatuses),
  issuedAt: UtcInstant,
  dueAt: UtcInstant,
  /** When Cordon looks whether the bank has answered; absent once it looks no more. */
  lookAt: UtcInstant.optional(),
  /** When it was asked again, and when people were told that the bank is silent. */
  remindedAt: UtcInstant.optional(),
  overdueAt: UtcInstant.optional(),
  endedAt: UtcInstant.optional(),
  /** Why the bank cannot answer. */
  declined: Declined.optional(),
  delivery: StopOrder.shape.delivery.omit({ reminders: true }),
});
export type BankQuestion = z.infer<typeof BankQuestion>;
