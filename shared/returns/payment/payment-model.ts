import { createHash } from 'node:crypto';
import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import {
  AgencyId,
  CaseId,
  InstructionId,
  makeId,
  OrderId,
  ReturnClaimId,
  ReturnPaymentId,
  ReturnRoundId,
} from '../../kernel/ids.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { prose, TwoOfficers } from '../../kernel/people.ts';
import { epoch, UtcInstant } from '../../kernel/time.ts';
import { holdGrounds, PayTo } from '../claim/claim-model.ts';

/**
 * Where a payment stands: `held` while its claim is held, the holder objects to the freeze or the account is not frozen for it, `ordered` while the bank has it, `wrong-account` while
 * the officer must name another account; `done`, `failed` and `dropped` are ends.
 */
export const paymentStatuses = ['held', 'ordered', 'wrong-account', 'done', 'failed', 'dropped'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/**
 * Why a payment waits: its claim is held, the holder objects to the freeze, the account is not frozen for the sum any more, the victim would
 * get more than the loss.
 */
export const paymentHoldGrounds = [...holdGrounds, 'objection', 'not-frozen', 'above-loss'] as const;
export const PaymentHold = z.strictObject({ ground: z.enum(paymentHoldGrounds), reason: z.string() });
export type PaymentHold = z.infer<typeof PaymentHold>;

export const CorrectPayment = z.strictObject({ reason: prose(500) });
export type CorrectPayment = z.infer<typeof CorrectPayment>;

export const DropPayment = z.strictObject({ reason: prose(500) });
export type DropPayment = z.infer<typeof DropPayment>;

/** What a bank says of a payment, and what police find: the money left the frozen account, or it did not. */
export const paymentWords = ['paid', 'not-paid'] as const;
export const PaymentWord = z.enum(paymentWords);
export type PaymentWord = z.infer<typeof PaymentWord>;

/** Police have asked the bank, and say which of its words is true. */
export const SettleDispute = z.strictObject({
  finding: PaymentWord.describe('Whether the bank paid. The payment, its claim and the frozen sum follow.'),
  reason: prose(500),
  officers: TwoOfficers,
});
export type SettleDispute = z.infer<typeof SettleDispute>;

/** How many words that contradict it one payment keeps, so that it stays one item of the table. */
export const paymentLimits = { disputes: 20 } as const;

/** A bank's word that contradicts how the payment stands (银行答复矛盾). It moves nothing until police have settled it. */
export const PaymentDispute = z.strictObject({
  at: UtcInstant,
  /** The question that the bank answered so. */
  instructionId: InstructionId,
  said: PaymentWord,
  code: z.string(),
  paidAt: UtcInstant.optional(),
  /** The account that this question named: the payment may have gone out to another since. */
  payTo: PayTo,
  besides: z
    .array(ReturnPaymentId)
    .describe('Payments of other rounds out of this account on the same claim: the money may have gone out twice.'),
  settled: SettleDispute.extend({ at: UtcInstant, by: AgencyId }).optional(),
});
export type PaymentDispute = z.infer<typeof PaymentDispute>;

/** A payment (返还划拨): out of one frozen account, to one payee, one sum, under one key. */
export const ReturnPayment = z.strictObject({
  paymentId: ReturnPaymentId,
  status: z.enum(paymentStatuses),
  returnId: ReturnRoundId,
  planVersion: z.int().positive(),
  caseId: CaseId,
  district: z.enum(districts),
  agency: AgencyId,
  orderId: OrderId,
  /** The bank of the frozen account, which pays. */
  bankId: AgencyId,
  claimId: ReturnClaimId,
  fen: PositiveFen,
  payTo: PayTo,
  /** How often the bank has been asked. The key stays: the bank pays once on it. */
  attempt: z.int().nonnegative(),
  bornAt: UtcInstant,
  hold: PaymentHold.optional(),
  orderedAt: UtcInstant.optional(),
  /** Until when the bank has to have paid; absent while it is not asked. */
  dueAt: UtcInstant.optional(),
  overdue: z.boolean(),
  /** The code of the bank's last answer. */
  code: z.string().optional(),
  /** When the bank paid, by its own word. */
  paidAt: UtcInstant.optional(),
  endedAt: UtcInstant.optional(),
  /** The bank's words that contradict it; absent while there is none. */
  disputes: z.array(PaymentDispute).optional(),
});
export type ReturnPayment = z.infer<typeof ReturnPayment>;

/** The bank's words that contradict the payment and that police have not settled. */
export function openDisputes({ disputes = [] }: Pick<ReturnPayment, 'disputes'>): readonly PaymentDispute[] {
  return disputes.filter(({ settled }) => settled === undefined);
}

/**
 * The id of a payment, which is the key under which its bank pays: it follows from the round, the account and the claim. So whatever orders it
 * again orders the same payment.
 *
 * @param openedAt when the round was opened, ISO 8601, UTC
 */
export function paymentIdOf(returnId: string, openedAt: string, orderId: string, claimId: string): string {
  const digest = createHash('sha256').update([returnId, orderId, claimId].join('#')).digest();
  return makeId('rpy', epoch(openedAt), () => digest);
}
