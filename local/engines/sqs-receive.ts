import * as z from 'zod';
import {
  ACCOUNT,
  arnOf,
  chosen,
  existing,
  MAX_BATCH,
  MessageAttributes,
  md5,
  Names,
  type Queues,
  queueName,
  request,
  Seconds,
} from './sqs-queues.ts';
import type { ReceivedMessage } from './sqs-store.ts';
import { callAt } from './timer.ts';

const ReceiveRequest = z.object({
  MaxNumberOfMessages: z.number().int().min(1).max(MAX_BATCH).default(1),
  VisibilityTimeout: Seconds.max(43_200).optional(),
  WaitTimeSeconds: Seconds.max(20).optional(),
  AttributeNames: Names,
  MessageSystemAttributeNames: Names,
  MessageAttributeNames: Names,
});

/** `ReceiveMessage`: hands out the visible messages, and waits for them if the caller or the queue asks for long polling. */
export async function receive(queues: Queues, input: unknown): Promise<{ Messages?: object[] }> {
  const name = queueName(queues, input);
  const wanted = request(ReceiveRequest, input);
  const { attributes } = existing(queues, name);
  const visibilityMs = workTime(queues, wanted.VisibilityTimeout ?? Number(attributes['VisibilityTimeout']));
  const waitMs = (wanted.WaitTimeSeconds ?? Number(attributes['ReceiveMessageWaitTimeSeconds'])) * 1000;
  const deadline = performance.now() + waitMs;
  for (;;) {
    const { messages, redrivenTo } = queues.store.receive(name, wanted.MaxNumberOfMessages, visibilityMs);
    for (const deadLetterQueue of redrivenTo) queues.arrivals.emit(deadLetterQueue);
    if (messages.length > 0) return { Messages: messages.map((message) => toWire(message, wanted)) };
    const left = deadline - performance.now();
    if (left <= 0 || !(await somethingMayBeVisible(queues, name, left))) return {};
  }
}

/**
 * The visibility timeout in scaled milliseconds. Consumers work in real time, so at a high speed of the clock it is stretched to their
 * least need, but never beyond the timeout's own length. A delay that a consumer sets by `ChangeMessageVisibility` is not stretched.
 */
function workTime({ clock, minimumWorkMs }: Queues, seconds: number): number {
  return Math.max(seconds * 1000, Math.min(seconds * 1000, minimumWorkMs) * clock.speed);
}

/** Waits until a message arrives, one becomes visible, or the time is up. @returns false when the engine stops. */
function somethingMayBeVisible(queues: Queues, name: string, leftMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const nextVisibleAt = queues.store.nextVisibleAt(name);
    const cancel = nextVisibleAt === undefined ? () => undefined : callAt(queues.clock, nextVisibleAt, () => finish(true));
    const timer = setTimeout(() => finish(true), leftMs);
    const onArrival = () => finish(true);
    const onStop = () => finish(false);
    queues.arrivals.once(name, onArrival).once('stop', onStop);
    function finish(goOn: boolean): void {
      cancel();
      clearTimeout(timer);
      queues.arrivals.off(name, onArrival).off('stop', onStop);
      resolve(goOn);
    }
  });
}

function toWire(message: ReceivedMessage, wanted: z.infer<typeof ReceiveRequest>): object {
  const system: Record<string, string> = {
    SenderId: ACCOUNT,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    ...(message.sourceQueue === undefined ? {} : { DeadLetterQueueSourceArn: arnOf(message.sourceQueue) }),
  };
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: md5(message.body),
    Body: message.body,
    Attributes: chosen(system, [...wanted.AttributeNames, ...wanted.MessageSystemAttributeNames]),
    MessageAttributes: chosen(MessageAttributes.parse(JSON.parse(message.attributes)), wanted.MessageAttributeNames),
  };
}
