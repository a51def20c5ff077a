import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { meterQueues } from '../usage/meter-operations.ts';
import type { Usage } from '../usage/usage.ts';
import { AwsError, type Operation, serveAwsJson } from './aws-json.ts';
import {
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
  urlOf,
} from './sqs-queues.ts';
import { receive } from './sqs-receive.ts';
import { openQueueStore, type QueueAttributes } from './sqs-store.ts';

/** A cold start of a function on a busy machine takes a second or two. */
const MINIMUM_WORK_MS = 5000;
const MAX_MESSAGE_BYTES = 1024 * 1024;

const SendRequest = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: Seconds.max(900).optional(),
  MessageGroupId: z.string().max(128).optional(),
  MessageAttributes: MessageAttributes.optional(),
});
const Receipt = z.object({ ReceiptHandle: z.string() });
const VisibilityRequest = Receipt.extend({
  VisibilityTimeout: Seconds.max(43_200),
});
const Attributes = z.record(z.string(), z.string());

export interface SqsEngine {
  readonly endpoint: string;
  /** The operations for callers in this process, which need no HTTP. */
  readonly operations: Readonly<Record<string, Operation>>;
  stop(): Promise<void>;
}

/**
 * Starts the queue engine: standard queues (fair when messages carry a group), persisted in SQLite, with delays, visibility timeouts
 * and retention on the scaled clock. A message in flight when the process ends is visible again at the next start.
 * Long polling waits in real seconds, because it is a matter of the network.
 */
export async function startSqs(options: {
  dataDir: string;
  clock: Clock;
  minimumWorkMs?: number;
  usage?: Usage | undefined;
}): Promise<SqsEngine> {
  const store = openQueueStore(join(options.dataDir, 'sqs.sqlite'), options.clock.now);
  const arrivals = new EventEmitter().setMaxListeners(0);
  const { clock, minimumWorkMs = MINIMUM_WORK_MS } = options;
  const queues: Queues = { store, clock, minimumWorkMs, arrivals, endpoint: '' };
  const metered = meterQueues(operations(queues), options.usage);
  const server = await serveAwsJson(metered, join(options.dataDir, 'sqs.port'));
  queues.endpoint = server.endpoint;
  return {
    endpoint: server.endpoint,
    operations: metered,
    stop: async () => {
      arrivals.emit('stop');
      await server.stop();
      store.close();
    },
  };
}

/** Creates the queues or brings the attributes of existing ones up to date; dead-letter queues may come in any order. */
export async function ensureQueues(
  endpoint: string,
  queues: readonly { name: string; attributes: Record<string, string> }[],
): Promise<void> {
  for (const { name, attributes } of queues) {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.EnsureQueue',
      },
      body: JSON.stringify({ QueueName: name, Attributes: attributes }),
    });
    if (!response.ok)
      throw new Error(
        `The queue ${name} cannot be made: ${z.object({ message: z.string() }).parse(await response.json()).message}`,
      );
  }
}

function operations(queues: Queues): Readonly<Record<string, Operation>> {
  const { store } = queues;
  return {
    CreateQueue: (input) => saveQueue(queues, input),
    EnsureQueue: (input) => saveQueue(queues, input),
    GetQueueUrl: (input) => {
      const { QueueName } = z.object({ QueueName: z.string() }).parse(input);
      existing(queues, QueueName);
      return { QueueUrl: urlOf(queues, QueueName) };
    },
    ListQueues: (input) => {
      const { QueueNamePrefix } = z.object({ QueueNamePrefix: z.string().default('') }).parse(input);
      const names = store.queueNames().filter(({ name }) => name.startsWith(QueueNamePrefix));
      return { QueueUrls: names.map(({ name }) => urlOf(queues, name)) };
    },
    GetQueueAttributes: (input) => getAttributes(queues, input),
    SetQueueAttributes: (input) => {
      const name = queueName(queues, input);
      const { Attributes: changed } = request(z.object({ Attributes }), input);
      store.saveQueue(name, {
        ...existing(queues, name).attributes,
        ...changed,
      });
    },
    PurgeQueue: (input) => store.purge(queueName(queues, input)),
    SendMessage: (input) => send(queues, queueName(queues, input), input),
    SendMessageBatch: (input) => batch(queues, input, (name, entry) => send(queues, name, entry)),
    ReceiveMessage: (input) => receive(queues, input),
    DeleteMessage: (input) => store.delete(queueName(queues, input), request(Receipt, input).ReceiptHandle),
    DeleteMessageBatch: (input) => batch(queues, input, (name, entry) => deleteMessage(queues, name, entry)),
    ChangeMessageVisibility: (input) => changeVisibility(queues, queueName(queues, input), input),
    ChangeMessageVisibilityBatch: (input) => batch(queues, input, (name, entry) => changeVisibility(queues, name, entry)),
  };
}

function saveQueue(queues: Queues, input: unknown): { QueueUrl: string } {
  const { QueueName, Attributes: attributes } = request(
    z.object({ QueueName: z.string(), Attributes: Attributes.default({}) }),
    input,
  );
  if (QueueName.endsWith('.fifo') || attributes['FifoQueue'] === 'true') {
    throw new AwsError('UnsupportedOperation', 'FIFO queues are not supported by the local engine');
  }
  queues.store.saveQueue(QueueName, attributes);
  return { QueueUrl: urlOf(queues, QueueName) };
}

function getAttributes(queues: Queues, input: unknown): { Attributes: QueueAttributes } {
  const name = queueName(queues, input);
  const { AttributeNames } = request(z.object({ AttributeNames: Names }), input);
  const queue = existing(queues, name);
  const counts = queues.store.counts(name);
  const all: QueueAttributes = {
    ...queue.attributes,
    QueueArn: arnOf(name),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.in_flight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
  };
  return { Attributes: chosen(all, AttributeNames) };
}

function send(queues: Queues, name: string, input: unknown): { MessageId: string; MD5OfMessageBody: string } {
  const message = request(SendRequest, input);
  if (Buffer.byteLength(message.MessageBody) > MAX_MESSAGE_BYTES) {
    throw new AwsError(
      'InvalidParameterValue',
      'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
    );
  }
  const id = queues.store.send(name, {
    body: message.MessageBody,
    attributes: JSON.stringify(message.MessageAttributes ?? {}),
    groupId: message.MessageGroupId,
    delaySeconds: message.DelaySeconds ?? Number(existing(queues, name).attributes['DelaySeconds']),
  });
  queues.arrivals.emit(name);
  return { MessageId: id, MD5OfMessageBody: md5(message.MessageBody) };
}

/** Runs each entry of a batch by itself: one that fails does not take the others along. */
function batch(queues: Queues, input: unknown, one: (queue: string, entry: unknown) => object | undefined): object {
  const name = queueName(queues, input);
  const { Entries } = request(z.object({ Entries: z.array(z.looseObject({ Id: z.string() })) }), input);
  if (Entries.length === 0) throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (Entries.length > MAX_BATCH)
    throw new AwsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  if (new Set(Entries.map(({ Id }) => Id)).size < Entries.length)
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of Entries) {
    try {
      Successful.push({ Id: entry.Id, ...one(name, entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({
        Id: entry.Id,
        Code: error.name,
        Message: error.message,
        SenderFault: true,
      });
    }
  }
  return { Successful, Failed };
}

function deleteMessage(queues: Queues, name: string, input: unknown): undefined {
  queues.store.delete(name, request(Receipt, input).ReceiptHandle);
}

function changeVisibility(queues: Queues, name: string, input: unknown): undefined {
  const { ReceiptHandle, VisibilityTimeout } = request(VisibilityRequest, input);
  if (!queues.store.changeVisibility(name, ReceiptHandle, VisibilityTimeout * 1000)) {
    throw new AwsError('com.amazonaws.sqs#MessageNotInflight', 'The message is not in flight.');
  }
  queues.arrivals.emit(name);
}
