import type { BankMessage } from '../../shared/freezes/bank-answer/bank-message.ts';
import { isNamed, type Pushed, recordUndeliverable } from '../../shared/freezes/bank-answer/delivery.ts';
import { answersTo, openGiven } from '../../shared/freezes/order/given-instruction.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import { recordGivenUp } from '../../shared/notifications/entries.ts';
import { isNotice, isQuestion, isTestMessage } from '../platform/gateway-message.ts';
import type { Platform } from '../platform/platform.ts';
import { noteOnEntry } from './deliver-notice.ts';
import { giveUpQuestion } from './deliver-question.ts';
import { type QueueAnswer, QueueBatch, type QueuedMessage, queuedMessageOf } from './queue-records.ts';
import { recordStep } from './record-step.ts';

/**
 * The gateway could not push a message in all its attempts. The order or the question says so, so that people telephone. The bank may still pull,
 * and the workflow goes on reminding. An entry says so too; it lies on its desk as before. A dead letter that cannot be read stays in its queue,
 * where an alarm finds it.
 */
export function createDeadLetterConsumer(platform: Platform): (event: unknown) => Promise<QueueAnswer> {
  return async (event) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const record of QueueBatch.parse(event).Records) {
      try {
        await giveUp(queuedMessageOf(record), platform);
      } catch (error) {
        platform.log.error('a dead letter could not be recorded', errorFields(error));
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}

async function giveUp({ message, ...how }: QueuedMessage, platform: Platform): Promise<void> {
  // the test says itself what it still waits for
  if (isTestMessage(message)) return;
  if (isQuestion(message)) return giveUpQuestion({ ...how, message }, platform);
  if (!isNotice(message)) return giveUpOrder({ ...how, message }, platform);
  await noteOnEntry({ ...how, message }, 'undeliverable', platform, (entry, context) => recordGivenUp(entry, message, context));
}

async function giveUpOrder(queued: QueuedMessage<BankMessage>, platform: Platform): Promise<void> {
  const { messageId, message } = queued;
  const refused = await recordStep(
    {
      messageId,
      step: 'undeliverable',
      name: 'gateway.giveUp',
      type: StopOrders,
      id: message.orderId,
      decide: (order, context) =>
        isAnswered(order, queued) || hasArrived(order, messageId)
          ? accept()
          : recordUndeliverable(order, pushOf(message), context),
    },
    platform,
  );
  if (refused !== undefined) throw new Error(`not recorded: ${refused}`);
}

/** Whether the message's push arrived, but the queue did not learn of it. */
function hasArrived({ delivery }: StopOrder, messageId: string): boolean {
  return delivery.messageId === messageId && delivery.deliveredAt !== undefined;
}

/**
 * Whether the bank has answered: for good, or since the message was queued, if only to be asked again. Such a message needs no delivery.
 */
function isAnswered(order: StopOrder, { message, queuedAt }: QueuedMessage<BankMessage>): boolean {
  const open = openGiven(order);
  if (open === undefined || !isNamed(open, message)) return true;
  return answersTo(order, open).some(({ at }) => at >= queuedAt);
}

/** The push that a message asked for. */
function pushOf({ purpose, instruction, instructionId }: BankMessage): Pushed {
  return { instruction, instructionId, ...(purpose === 'rearm' ? {} : { purpose }) };
}
