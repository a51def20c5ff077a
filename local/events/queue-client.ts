import * as z from 'zod';
import type { Operation } from '../engines/aws-json.ts';

const Attribute = z.object({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() });
const Message = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string(),
  Attributes: z.record(z.string(), z.string()).default({}),
  MessageAttributes: z.record(z.string(), Attribute).default({}),
});
const Received = z.object({ Messages: z.array(Message).default([]) });
const Sent = z.object({ MessageId: z.string() });
const Batch = z.object({ Failed: z.array(z.object({ Code: z.string() })).default([]) });

export type Message = z.infer<typeof Message>;

/** What the city itself asks of a queue, by the queue's URL. */
export interface QueueClient {
  send(url: string, body: string, groupId?: string): Promise<{ readonly messageId: string }>;
  /** Waits for messages up to so many real seconds. @throws the signal's reason */
  receive(url: string, most: number, waitSeconds: number, signal: AbortSignal): Promise<readonly Message[]>;
  /** @returns the codes of those that could not be removed */
  remove(url: string, messages: readonly Message[]): Promise<readonly string[]>;
  /** Hides messages for so many scaled seconds from now. */
  hide(url: string, messages: readonly Message[], seconds: number): Promise<void>;
}

const MOST_A_BATCH = 10;

/** Calls the queue engine's operations in this process: the SDK and HTTP between two parts of it took a tenth of its time. */
export function createQueueClient(call: (name: string, input: object) => Promise<unknown>): QueueClient {
  const batches = async (name: string, QueueUrl: string, messages: readonly Message[], more: object): Promise<string[]> => {
    const failed: string[] = [];
    for (let from = 0; from < messages.length; from += MOST_A_BATCH) {
      const part = messages.slice(from, from + MOST_A_BATCH);
      const Entries = part.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle, ...more }));
      const { Failed } = Batch.parse(await call(name, { QueueUrl, Entries }));
      failed.push(...Failed.map(({ Code }) => Code));
    }
    return failed;
  };
  return {
    send: async (QueueUrl, MessageBody, MessageGroupId) => {
      const group = MessageGroupId === undefined ? {} : { MessageGroupId };
      return { messageId: Sent.parse(await call('SendMessage', { QueueUrl, MessageBody, ...group })).MessageId };
    },
    receive: async (QueueUrl, most, WaitTimeSeconds, signal) => {
      const names = { MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] };
      const input = { QueueUrl, MaxNumberOfMessages: Math.min(MOST_A_BATCH, most), WaitTimeSeconds, ...names };
      return Received.parse(await unlessAborted(signal, call('ReceiveMessage', input))).Messages;
    },
    remove: (url, messages) => batches('DeleteMessageBatch', url, messages, {}),
    hide: async (url, messages, seconds) => {
      await batches('ChangeMessageVisibilityBatch', url, messages, { VisibilityTimeout: seconds });
    },
  };
}

/** A way to call operations by name. @throws what the operation throws */
export function callOperation(operations: Readonly<Record<string, Operation>>) {
  return async (name: string, input: object): Promise<unknown> => operations[name]?.(input);
}

function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
