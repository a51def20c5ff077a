import type { TestMessage } from '../../shared/bank-tests/message.ts';
import type { TestOrder, TestPush } from '../../shared/bank-tests/model.ts';
import { notePush, registrationOf } from '../../shared/bank-tests/run-test.ts';
import { asksQuestion, type PushForm } from '../../shared/bank-tests/scenario-names.ts';
import { Conformances, TestOrders } from '../../shared/bank-tests/streams.ts';
import { testQuestion } from '../../shared/bank-tests/test-question.ts';
import type { Bank } from '../../shared/banks/model.ts';
import { Banks } from '../../shared/banks/streams.ts';
import { type GivenInstruction, givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import { bankInstruction } from '../../shared/freezes/views.ts';
import { SIGNATURE_HEADER } from '../../shared/http/define-routes.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { appendOnce } from '../platform/append-once.ts';
import { contextOf } from '../platform/platform.ts';
import type { Push, PushOutcome } from './push.ts';
import { type QueuedMessage, stepId } from './queue-records.ts';
import { type Content, signedPush } from './signed-push.ts';
import { type Delivery, done, type GatewayTools } from './tools.ts';

/**
 * Pushes one instruction of a test to its bank, well or with the fault that the message asks for, once: the test records the outcome, and
 * no retry hides it. It neither asks nor tells the circuit breaker of the endpoint.
 *
 * @throws Error if the test does not exist, or the journal cannot be written: the message is to come again
 */
export async function deliverTest(queued: QueuedMessage<TestMessage>, tools: GatewayTools): Promise<Delivery> {
  const { message, messageId } = queued;
  const { journal, now } = tools;
  const { testOrderId, bankId, instructionId, purpose, form } = message;
  if ((await journal.recall(stepId(messageId, 'pushed'), now())) !== undefined) return done;
  const [test, bank] = await Promise.all([journal.load(TestOrders, testOrderId), journal.load(Banks, bankId)]);
  if (test.state === undefined) throw new Error('a message for a test that does not exist');
  const given = givenInstructions(test.state.order).find((one) => one.instructionId === instructionId);
  const endpoint = bank.state?.endpoint;
  if (bank.state === undefined || endpoint === undefined || given === undefined) return done;
  // a test proves the registration at its start; a later registration gets a test of its own
  if (registrationOf(bank.state) !== test.state.registration || !isDue(test.state, given, form, now())) return done;
  const push = await pushOf({ endpoint, algorithm: bank.state?.pushAlgorithm }, { test: test.state, given }, queued, tools);
  await note(queued, { instructionId, purpose, form, ...outcomeOf(await tools.push(push)) }, tools);
  return done;
}

/**
 * Whether the test still runs, and the instruction stands. The stop of a recall is pushed although it is taken back, and every forgery
 * although one is found out already: the bank's engineer sees all of them in one run.
 */
function isDue({ verdict, dueAt }: TestOrder, { instruction, state }: GivenInstruction, form: PushForm, now: string): boolean {
  return (verdict === undefined || form !== 'good') && now < dueAt && (instruction === 'stop' || state !== 'replaced');
}

/** The content and the test of a push. */
interface Due {
  readonly test: TestOrder;
  readonly given: GivenInstruction;
}

async function pushOf(
  way: Pick<Content, 'endpoint'> & { readonly algorithm: Bank['pushAlgorithm'] },
  { test, given }: Due,
  { message, messageId }: QueuedMessage<TestMessage>,
  tools: GatewayTools,
): Promise<Push> {
  const { form, purpose, testOrderId: orderId, bankId } = message;
  const { instructionId } = given;
  const content: Content = {
    ...way,
    receiver: form === 'other-bank' ? `not-${bankId}` : bankId,
    // a forgery does not say that it is one
    body: asksQuestion(test.scenario)
      ? testQuestion(test)
      : bankInstruction(test.order, given, form === 'good' ? test.scenario : 'stop'),
    // a duplicate has the key of the first, a reminder one of its own
    key: `${instructionId}:${purpose}:${form}`,
    purpose,
    about: { orderId, instructionId },
  };
  const signedAt = form === 'stale' ? plus(tools.now(), -HOUR) : tools.now();
  const { push } = await signedPush(content, { messageId }, { ...tools, now: () => signedAt });
  return faulty(push, form);
}

/** The push with the fault that its bank has to find; faults of receiver and time are signed in. */
function faulty(push: Push, form: PushForm): Push {
  if (form === 'unsigned') {
    const { [SIGNATURE_HEADER]: _, ...headers } = push.headers;
    return { ...push, headers };
  }
  if (form !== 'tampered') return push;
  // another number of the same length, so that only the signature shows it
  const body = Buffer.from(
    Buffer.from(push.body)
      .toString()
      .replace(/"accountNumber":"(.)/, (_, first) => `"accountNumber":"${first === '1' ? 2 : 1}`),
  );
  return { ...push, body };
}

function outcomeOf(outcome: PushOutcome): Pick<TestPush, 'delivered' | 'reason' | 'status'> {
  if (!outcome.delivered) return outcome;
  return { delivered: true };
}

/** Records the push on the test, and its effect on the bank's conformance, once a message. */
async function note(
  { message: { testOrderId, bankId }, messageId }: QueuedMessage<TestMessage>,
  push: Omit<TestPush, 'at'>,
  tools: GatewayTools,
): Promise<void> {
  const { journal } = tools;
  const context = contextOf(tools);
  const command = {
    ...{ name: 'gateway.deliverTest', id: stepId(messageId, 'pushed'), inputHash: hashOf([messageId, 'pushed']) },
    ...{ actor: systemActor, correlationId: messageId, now: context.now },
  };
  await appendOnce(journal, command, async () => {
    const [test, conformance] = await Promise.all([journal.load(TestOrders, testOrderId), journal.load(Conformances, bankId)]);
    if (test.state === undefined) return refuse('NOT_FOUND');
    return planFrom(notePush(test.state, push, context), [test, conformance]);
  });
}
