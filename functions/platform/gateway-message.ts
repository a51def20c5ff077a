import * as z from 'zod';
import { QuestionMessage } from '../../shared/bank-questions/question/question-message.ts';
import { TestMessage } from '../../shared/bank-tests/message.ts';
import { BankMessage } from '../../shared/freezes/bank-answer/bank-message.ts';
import { NoticeMessage } from '../../shared/notifications/model.ts';

/**
 * A message in the queue to the gateway: an instruction for a bank, real or of a test, a question to a bank, or a notice for an agency's
 * webhook. Both ends check it.
 */
export const GatewayMessage = z.union([BankMessage, NoticeMessage, TestMessage, QuestionMessage]);
export type GatewayMessage = z.infer<typeof GatewayMessage>;

export function isNotice(message: GatewayMessage): message is NoticeMessage {
  return 'entryId' in message;
}

export function isTestMessage(message: GatewayMessage): message is TestMessage {
  return 'testOrderId' in message;
}

export function isQuestion(message: GatewayMessage): message is QuestionMessage {
  return 'questionId' in message;
}

/**
 * The messages that share a turn in the queue: those of one alarm, at whichever banks, so that a flood of one alarm delays no other; those for
 * one agency; a bank's tests. A bank that is slow is the circuit breaker's affair (`functions/bank-gateway/circuit.ts`).
 */
export function groupOf(message: GatewayMessage, alertId?: string): string {
  if (isNotice(message)) return message.agency;
  if (isTestMessage(message)) return `test.${message.bankId}`;
  return alertId ?? message.bankId;
}
