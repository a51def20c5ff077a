import { recordUndeliverable } from '../../shared/freezes/delivery.ts';
import { openInstruction } from '../../shared/freezes/open-instruction.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { settle, transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import { contextOf, type Platform } from '../lib/platform.ts';
import { type QueueAnswer, QueueBatch, type QueuedMessage, queuedMessageOf } from './queue-records.ts';

/**
 * What could not be pushed after all attempts: the order says so, so that people reach for the telephone. The bank may still pull,
 * and the workflow goes on reminding. A dead letter that cannot be read stays in its queue, where an alarm finds it.
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

async function giveUp({ messageId, message }: QueuedMessage, platform: Platform): Promise<void> {
  const { journal } = platform;
  const context = contextOf(platform);
  const command = {
    name: 'gateway.giveUp',
    id: `gateway/${messageId}/undeliverable`,
    inputHash: hashOf(messageId),
    actor: systemActor,
    correlationId: messageId,
    now: context.now,
  };
  const outcome = await transact(journal, command, async () => {
    const order = await journal.load(StopOrders, message.orderId);
    if (order.state === undefined) return refuse('NOT_FOUND');
    // what the bank has answered meanwhile needs no delivery
    const open = openInstruction(order.state) === message.instruction;
    return settle(open ? recordUndeliverable(order.state, message.instruction, context) : accept(), [order]);
  });
  if (outcome.outcome === 'refused') throw new Error(`not recorded: ${outcome.refusal.code}`);
}
