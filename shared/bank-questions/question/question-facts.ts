import * as z from 'zod';
import { DeliveryFailure } from '../../freezes/order/stop-order.ts';
import { fact } from '../../kernel/fact.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { BankQuestion, Declined, QuestionPurpose } from './model.ts';

const Sent = { purpose: QuestionPurpose, messageId: z.string() };

/** Everything that can happen to a question to a bank. `at` is when it was recorded. */
export const BankQuestionFact = z.discriminatedUnion('type', [
  fact('bank-question.asked', {
    ...BankQuestion.pick({ instructionId: true, bankId: true, orderId: true, alertId: true, asked: true }).shape,
    ...BankQuestion.pick({ account: true, authority: true, dueAt: true }).shape,
  }),
  fact('bank-question.sent', {
    ...Sent,
    channel: z.enum(['push', 'pull']),
    /** The JWS of the push, with its bytes, kept as evidence. */
    signature: z.string().optional(),
  }),
  fact('bank-question.delivered', { ...Sent, attempt: z.int().positive() }),
  fact('bank-question.delivery-failed', {
    ...Sent,
    attempt: z.int().positive(),
    reason: DeliveryFailure,
    status: z.int().optional(),
  }),
  fact('bank-question.undeliverable', Sent),
  fact('bank-question.reminded', { dueAt: UtcInstant, lookAt: UtcInstant }),
  fact('bank-question.fell-overdue', { dueAt: UtcInstant }),
  fact('bank-question.answered', { signature: z.string().optional() }),
  fact('bank-question.declined', {
    ...Declined.shape,
    signature: z.string().optional(),
  }),
  fact('bank-question.withdrawn', {}),
]);
export type BankQuestionFact = z.infer<typeof BankQuestionFact>;
export type BankQuestionFactType = BankQuestionFact['type'];
