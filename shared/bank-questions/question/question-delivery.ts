import { type DeliveryFailure, isInTrouble } from '../../freezes/order/stop-order.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import type { BankQuestion, QuestionPurpose } from './model.ts';
import type { BankQuestionFact } from './question-facts.ts';
import { questionLifecycle } from './question-lifecycle.ts';

/** A message of the queue that asks for a sending. */
interface Sending {
  readonly purpose: QuestionPurpose;
  readonly messageId: string;
}

/**
 * Cordon is about to put the question to the bank, recorded before the push. The same message again is the same sending.
 *
 * @returns `bank-question.sent`, no fact if it is recorded, or QUESTION_STATE_FORBIDS if the bank need not act any more
 */
export function recordQuestionSending(
  { status, delivery }: BankQuestion,
  { channel, signature, ...sending }: Sending & { readonly channel: 'push' | 'pull'; readonly signature?: string },
  { now }: Context,
): Decision<BankQuestionFact> {
  const forbidden = questionLifecycle.refusal(status, 'send');
  if (forbidden !== undefined) return forbidden;
  if (delivery.messageId === sending.messageId) return accept();
  const evidence = signature === undefined ? {} : { signature };
  return accept({ type: 'bank-question.sent', data: { at: now, ...sending, channel, ...evidence } });
}

/** The endpoint took a push after trouble. A push that arrives at once leaves no fact. */
export function recordQuestionDelivery(
  { status, delivery }: BankQuestion,
  { purpose, messageId, attempt }: Sending & { readonly attempt: number },
  { now }: Context,
): Decision<BankQuestionFact> {
  if (!isInTrouble(delivery) || !questionLifecycle.allows(status, 'deliver')) return accept();
  return accept({ type: 'bank-question.delivered', data: { at: now, purpose, messageId, attempt } });
}

/** The push failed. An open circuit is noted once, not at each turn that passes while it is open. */
export function recordQuestionFailure(
  { status, delivery }: BankQuestion,
  failure: Sending & { readonly attempt: number; readonly reason: DeliveryFailure; readonly status?: number | undefined },
  { now }: Context,
): Decision<BankQuestionFact> {
  if (!questionLifecycle.allows(status, 'failDelivery')) return accept();
  if (failure.reason === 'circuit-open' && delivery.failure === 'circuit-open') return accept();
  return accept({ type: 'bank-question.delivery-failed', data: { at: now, ...failure } });
}

/** All tries are used up: officers must reach the bank another way. Noted once, and only while the bank has to act. */
export function recordQuestionUndeliverable(
  { status, delivery }: BankQuestion,
  { purpose, messageId }: Sending,
  { now }: Context,
): Decision<BankQuestionFact> {
  if (delivery.undeliverable || !questionLifecycle.allows(status, 'giveUpDelivery')) return accept();
  return accept({ type: 'bank-question.undeliverable', data: { at: now, purpose, messageId } });
}
