import { createHash } from 'node:crypto';
import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { AgencyId, CaseId, makeId, OrderId, ReturnClaimId, ReturnPaymentId, ReturnRoundId } from '../../kernel/ids.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { prose } from '../../kernel/people.ts';
import { epoch, UtcInstant } from '../../kernel/time.ts';
import { HoldClaim, PayTo } from '../claim/claim-model.ts';

/**
 * Where a payment stands: `held` while a court, a co-owner or a dispute holds the share, `ordered` while the bank has it, `wrong-account` while
 * the officer must name another account; `done`, `failed` and `dropped` are ends.
 */
export const paymentStatuses = ['held', 'ordered', 'wrong-account', 'done', 'failed', 'dropped'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const CorrectPayment = z.strictObject({ reason: prose(500) });
export type CorrectPayment = z.infer<typeof CorrectPayment>;

export const DropPayment = z.strictObject({ reason: prose(500) });
export type DropPayment = z.infer<typeof DropPayment>;

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
  hold: HoldClaim.optional(),
  orderedAt: UtcInstant.optional(),
  /** Until when the bank has to have paid; absent while it is not asked. */
  dueAt: UtcInstant.optional(),
  overdue: z.boolean(),
  /** The code of the bank's last answer. */
  code: z.string().optional(),
  /** When the bank paid, by its own word. */
  paidAt: UtcInstant.optional(),
  endedAt: UtcInstant.optional(),
});
export type ReturnPayment = z.infer<typeof ReturnPayment>;

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
