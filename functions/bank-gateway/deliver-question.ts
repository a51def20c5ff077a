import { askedOfBank } from '../../shared/bank-questions/question/ask-bank.ts';
import type { BankQuestion } from '../../shared/bank-questions/question/model.ts';
import {
  recordQuestionDelivery,
  recordQuestionFailure,
  recordQuestionSending,
  recordQuestionUndeliverable,
} from '../../shared/bank-questions/question/question-delivery.ts';
import type { BankQuestionFact } from '../../shared/bank-questions/question/question-facts.ts';
import type { QuestionMessage } from '../../shared/bank-questions/question/question-message.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import { circuitOpen } from '../../shared/banks/circuit.ts';
import { pushedTo } from '../../shared/banks/model.ts';
import { Banks, Circuits } from '../../shared/banks/streams.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision } from '../../shared/kernel/decision.ts';
import type { Platform } from '../platform/platform.ts';
import { noteInCircuit } from './circuit.ts';
import { isHealthy, type PushOutcome } from './push.ts';
import { type QueuedMessage, stepId } from './queue-records.ts';
import { recordStep } from './record-step.ts';
import { signedPush } from './signed-push.ts';
import { type Delivery, done, type GatewayTools } from './tools.ts';

/** Statuses from here on say that the endpoint fails, not that it refuses. */
const SERVER_ERROR = 500;

type QueuedQuestion = QueuedMessage<QuestionMessage>;

/**
 * Puts one question to a bank, as an instruction is put to it. It may be called again with the same message at any time: the sending is
 * recorded once, and a push that is repeated has the same key, so that the bank takes it in once.
 *
 * @throws Error if the question does not exist, or the journal cannot be written: the message is to come again
 */
export async function deliverQuestion(queued: QueuedQuestion, tools: GatewayTools): Promise<Delivery> {
  const { message, messageId, attempt } = queued;
  const { journal } = tools;
  const { questionId, bankId, purpose } = message;
  const [question, bank, circuit] = await Promise.all([
    journal.load(BankQuestions, questionId),
    journal.load(Banks, bankId),
    journal.load(Circuits, bankId),
  ]);
  if (question.state === undefined) throw new Error('a message for a question that does not exist');
  if (question.state.status !== 'open') return done;
  const sending = { purpose, messageId };
  const endpoint = pushedTo(bank.state);
  if (endpoint === undefined) {
    await note(queued, 'sent', tools, (state, context) => recordQuestionSending(state, { ...sending, channel: 'pull' }, context));
    // its connection is not proved, so that people telephone at once
    if (bank.state?.mode === 'testing') await giveUpQuestion(queued, tools);
    return done;
  }
  if (circuitOpen(circuit.state, tools.now())) {
    const failure = { ...sending, attempt, reason: 'circuit-open' } as const;
    await note(queued, 'held-back', tools, (state, context) => recordQuestionFailure(state, failure, context));
    const notBefore = circuit.state?.openUntil;
    return notBefore === undefined ? { outcome: 'again' } : { outcome: 'again', notBefore };
  }
  return pushTo({ endpoint, algorithm: bank.state?.pushAlgorithm }, question.state, queued, tools);
}

async function pushTo(
  way: Pick<Parameters<typeof signedPush>[0], 'endpoint' | 'algorithm'>,
  question: BankQuestion,
  queued: QueuedQuestion,
  tools: GatewayTools,
): Promise<Delivery> {
  const { message, messageId, attempt } = queued;
  const { bankId, purpose } = message;
  const { instructionId, orderId } = question;
  const body = askedOfBank(question);
  const content = {
    ...way,
    receiver: bankId,
    body,
    // a bank that drops pushes it has seen must not drop a reminder
    key: `${instructionId}:${purpose}`,
    purpose,
    about: { ...(orderId === undefined ? {} : { orderId }), instructionId },
  };
  const { push, evidence } = await signedPush(content, queued, tools);
  const sending = { purpose, messageId };
  // recorded first, so that no push goes out unrecorded; refused if the bank has answered at this very moment
  const sent = { ...sending, channel: 'push', signature: evidence } as const;
  const recorded = await note(queued, 'sent', tools, (state, context) => recordQuestionSending(state, sent, context));
  if (!recorded) return done;
  const outcome = await tools.push(push);
  const command = { id: stepId(messageId, `circuit/${attempt}`), correlationId: messageId };
  if (!isRefused(outcome)) await noteInCircuit(tools, bankId, isHealthy(outcome), command);
  if (outcome.delivered) {
    await note(queued, 'delivered', tools, (state, context) => recordQuestionDelivery(state, { ...sending, attempt }, context));
    return done;
  }
  const { delivered: _, ...failure } = outcome;
  await note(queued, `failed/${attempt}`, tools, (state, context) =>
    recordQuestionFailure(state, { ...sending, attempt, ...failure }, context),
  );
  tools.log.warn('a question did not reach the bank', { stream: `bank-question#${instructionId}`, bankId, attempt });
  return { outcome: 'again' };
}

/**
 * Whether the endpoint works and does not take this push. A bank that knows no questions yet refuses them all: that must not pause the stops
 * that it does take.
 */
function isRefused(outcome: PushOutcome): boolean {
  return !outcome.delivered && outcome.reason === 'status' && outcome.status < SERVER_ERROR;
}

/** The message could not be pushed in all its attempts: people reach the bank another way. The bank may still pull. */
export async function giveUpQuestion(queued: QueuedQuestion, platform: Platform): Promise<void> {
  const { message, messageId } = queued;
  await note(queued, 'undeliverable', platform, (question, context) =>
    question.delivery.messageId === messageId && question.delivery.deliveredAt !== undefined
      ? accept()
      : recordQuestionUndeliverable(question, { purpose: message.purpose, messageId }, context),
  );
}

/**
 * Records a step of the delivery on the question.
 *
 * @returns whether it stands; false if the question is over
 * @throws Error if there is no such question, or other commands kept coming first
 */
async function note(
  { message: { questionId: id }, messageId }: Pick<QueuedQuestion, 'message' | 'messageId'>,
  step: string,
  platform: Platform,
  decide: (question: BankQuestion, context: Context) => Decision<BankQuestionFact>,
): Promise<boolean> {
  const name = 'gateway.deliverQuestion';
  const refused = await recordStep({ messageId, step, name, type: BankQuestions, id, decide }, platform);
  if (refused !== undefined && refused !== 'QUESTION_STATE_FORBIDS') throw new Error(`not recorded: ${refused}`);
  return refused === undefined;
}
