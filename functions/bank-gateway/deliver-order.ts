import { circuitOpen } from '../../shared/banks/circuit.ts';
import { pushedTo } from '../../shared/banks/model.ts';
import { Banks, Circuits } from '../../shared/banks/streams.ts';
import type { BankMessage } from '../../shared/freezes/bank-answer/bank-message.ts';
import {
  isNamed,
  recordDelivery,
  recordDeliveryFailure,
  recordSending,
  recordUndeliverable,
  type Sending,
} from '../../shared/freezes/bank-answer/delivery.ts';
import { type GivenInstruction, openGiven } from '../../shared/freezes/order/given-instruction.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { isInTrouble, type StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { bankInstruction } from '../../shared/freezes/views.ts';
import type { KeptTask } from '../../shared/journal/journal.ts';
import { type Loaded, streamKey } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import { noteInCircuit } from './circuit.ts';
import { isHealthy } from './push.ts';
import { type QueuedMessage, stepId } from './queue-records.ts';
import { recordStep } from './record-step.ts';
import { type Content, signedPush } from './signed-push.ts';
import { type Delivery, done, type GatewayTools } from './tools.ts';

/** An instruction on its way to a bank. */
type QueuedOrder = QueuedMessage<BankMessage>;

/**
 * Puts one instruction to a bank. It may be called again with the same message at any time, also after a crash half-way: the sending is
 * recorded once, and a push that is repeated has the same key, so that the bank takes it in once.
 *
 * @throws Error if the order does not exist, or the journal cannot be written: the message is to come again
 */
export async function deliverOrder(queued: QueuedOrder, tools: GatewayTools): Promise<Delivery> {
  const { message } = queued;
  const { journal } = tools;
  const { purpose } = message;
  if (purpose === 'rearm') return await onlyKeep(taskOf(queued), journal);
  const [order, bank, circuit] = await Promise.all([
    journal.load(StopOrders, message.orderId),
    journal.load(Banks, message.bankId),
    journal.load(Circuits, message.bankId),
  ]);
  if (order.state === undefined) throw new Error('a message for an order that does not exist');
  const given = openGiven(order.state);
  // the bank has answered: the workflow has nothing to wait for
  if (given === undefined || !isNamed(given, message)) return await onlyKeep(taskOf(queued), journal);
  const due = { order: order.state, seen: order, given, purpose };
  const endpoint = pushedTo(bank.state);
  if (endpoint === undefined) return await leaveForPull(due, queued, bank.state?.mode === 'testing', tools);
  const triesAnyway = message.asked === true && queued.attempt === 1;
  if (!triesAnyway && circuitOpen(circuit.state, tools.now()))
    return await holdBack(due, queued, circuit.state?.openUntil, tools);
  return await pushTo({ endpoint, algorithm: bank.state?.pushAlgorithm }, due, queued, tools);
}

/** The workflow's task that waits for the bank's answer to this message, if one does. */
function taskOf({ message: { orderId, taskToken }, queuedAt }: QueuedOrder): KeptTask | undefined {
  return taskToken === undefined
    ? undefined
    : { stream: streamKey(StopOrders.name, orderId), token: taskToken, issuedAt: queuedAt };
}

/** Nothing goes to the bank; the relay looks after the task. */
async function onlyKeep(task: KeptTask | undefined, journal: GatewayTools['journal']): Promise<Delivery> {
  if (task !== undefined) await journal.keepTaskToken(task);
  return done;
}

/**
 * A bank without pushes finds the order in its inbox.
 *
 * @param isTesting its connection is not proved, so that people telephone at once
 */
async function leaveForPull(
  { seen, given: { instruction, instructionId }, purpose }: Due,
  queued: QueuedOrder,
  isTesting: boolean,
  tools: GatewayTools,
): Promise<Delivery> {
  const sending = { instruction, instructionId, purpose, channel: 'pull', messageId: queued.messageId } as const;
  await note(queued, 'sent', tools, (order, context) => recordSending(order, sending, context), seen);
  if (isTesting)
    await note(queued, 'undeliverable', tools, (order, context) =>
      recordUndeliverable(order, { instruction, instructionId, purpose }, context),
    );
  return done;
}

/** The endpoint has failed too often recently; the bank may pull meanwhile. */
async function holdBack(
  { seen, given: { instruction, instructionId }, purpose }: Due,
  queued: QueuedOrder,
  notBefore: string | undefined,
  tools: GatewayTools,
): Promise<Delivery> {
  const failure = { instruction, instructionId, purpose, attempt: queued.attempt, reason: 'circuit-open' } as const;
  await note(queued, 'held-back', tools, (order, context) => recordDeliveryFailure(order, failure, context), seen);
  return notBefore === undefined ? { outcome: 'again' } : { outcome: 'again', notBefore };
}

/** The endpoint at which the bank takes pushes, and the algorithm it wants. */
type Way = Pick<Content, 'endpoint' | 'algorithm'>;

/** The content and the purpose of a push. */
interface Due {
  readonly order: StopOrder;
  readonly seen: Loaded<StopOrder, OrderFact>;
  readonly given: GivenInstruction;
  readonly purpose: Sending['purpose'];
}

async function pushTo(way: Way, due: Due, queued: QueuedOrder, tools: GatewayTools): Promise<Delivery> {
  const { order, seen, given, purpose } = due;
  const { message, messageId, attempt } = queued;
  const { bankId, orderId } = message;
  const { instruction, instructionId } = given;
  const about = { orderId, instructionId };
  const content = { ...way, receiver: bankId, body: bankInstruction(order, given), key: keyOf(due, messageId), purpose, about };
  const { push, evidence } = await signedPush(content, queued, tools);
  // recorded first, so that no push goes out unrecorded; refused if the bank has answered at this very moment
  const sending = { instruction, instructionId, purpose, channel: 'push', messageId, signature: evidence } as const;
  const recorded = await note(queued, 'sent', tools, (state, context) => recordSending(state, sending, context), seen);
  if (!recorded) return done;
  const outcome = await tools.push(push);
  await noteInCircuit(tools, bankId, isHealthy(outcome), {
    id: stepId(messageId, `circuit/${attempt}`),
    correlationId: messageId,
  });
  if (outcome.delivered) {
    // the sending says all of a push that arrives at once; after trouble, the order says that it is over
    if (attempt > 1 || isInTrouble(order.delivery)) {
      // the signature of the first attempt stands with the sending
      const signature = attempt === 1 ? undefined : evidence;
      await note(queued, 'delivered', tools, (state, context) =>
        recordDelivery(state, { instruction, instructionId, purpose, attempt, signature }, context),
      );
    }
    return done;
  }
  const { delivered: _, ...failure } = outcome;
  await note(queued, `failed/${attempt}`, tools, (state, context) =>
    recordDeliveryFailure(state, { instruction, instructionId, purpose, attempt, ...failure }, context),
  );
  tools.log.warn('a push did not reach the bank', { orderId, bankId, reason: outcome.reason, attempt });
  return { outcome: 'again' };
}

/**
 * The key under which the bank takes the push in once. A bank that drops pushes it has seen must not drop a reminder, a repeated question,
 * or later papers and transfers.
 */
function keyOf({ order, given: { instructionId, papers, transfers }, purpose }: Due, messageId: string): string {
  const key = `${instructionId}:${purpose}:${purpose === 'reminder' ? messageId : order.retries}:${papers}`;
  return transfers === 1 ? key : `${key}:${transfers}`;
}

/**
 * Records a step of the delivery on the order, and with it the token of the workflow's task. From then on an answer of the bank wakes it.
 *
 * @param seen the order as it was read a moment ago
 * @returns whether it stands; false if the order's state forbids it
 * @throws Error if other commands kept coming first
 */
async function note(
  queued: QueuedOrder,
  step: string,
  tools: GatewayTools,
  decide: (order: StopOrder, context: Context) => Decision<OrderFact>,
  seen?: Loaded<StopOrder, OrderFact>,
): Promise<boolean> {
  const { messageId } = queued;
  const { orderId: id } = queued.message;
  const task = step === 'sent' || step === 'held-back' ? taskOf(queued) : undefined;
  const refused = await recordStep({ messageId, step, name: 'gateway.deliver', type: StopOrders, id, decide, seen, task }, tools);
  if (refused === 'BUSY') throw new Error('the order is changed by others all the time');
  if (refused !== undefined) await onlyKeep(task, tools.journal);
  return refused === undefined;
}
