import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { AgencyId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { PayTo } from '../claim/claim-model.ts';
import { CorrectPayment, DropPayment, PaymentDispute, ReturnPayment, SettleDispute } from './payment-model.ts';

const by = { by: AgencyId };

const born = ReturnPayment.pick({
  paymentId: true,
  returnId: true,
  planVersion: true,
  caseId: true,
  district: true,
  agency: true,
  orderId: true,
  bankId: true,
  claimId: true,
  fen: true,
  payTo: true,
});

const { finding: _, ...signed } = SettleDispute.shape;

/** Everything that can happen to a payment. `at` is when it was recorded. */
export const ReturnPaymentFact = z.discriminatedUnion('type', [
  fact('return-payment.ordered', { payment: born, dueAt: UtcInstant }),
  fact('return-payment.held', { payment: born, hold: ReturnPayment.shape.hold.unwrap() }),
  fact('return-payment.freed', { ...by, payTo: PayTo, dueAt: UtcInstant }),
  fact('return-payment.done', { code: z.string(), paidAt: UtcInstant }),
  fact('return-payment.wrong-account', { code: z.string() }),
  fact('return-payment.corrected', { ...by, ...CorrectPayment.shape, payTo: PayTo, dueAt: UtcInstant }),
  fact('return-payment.failed', { code: z.string() }),
  fact('return-payment.dropped', { ...by, ...DropPayment.shape }),
  /** The bank contradicts its own word, with the signature that proves it. */
  fact('return-payment.disputed', {
    ...PaymentDispute.omit({ at: true, settled: true }).shape,
    signature: z.string().optional(),
  }),
  /** Police settled what is disputed: the payment stands as it is, was made, or was not made. */
  fact('return-payment.dispute-settled', { ...by, ...SettleDispute.shape }),
  fact('return-payment.found-paid', { ...by, ...signed, code: z.string(), paidAt: UtcInstant }),
  fact('return-payment.found-unpaid', { ...by, ...signed }),
  fact('return-payment.fell-overdue', { dueAt: UtcInstant }),
]);
export type ReturnPaymentFact = z.infer<typeof ReturnPaymentFact>;
export type ReturnPaymentFactType = ReturnPaymentFact['type'];
