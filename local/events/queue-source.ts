import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from '../city-error.ts';
import type { Clock } from '../clock.ts';
import { place } from '../template/place.ts';
import type { QueueModel } from '../template/storage.ts';
import type { MappingModel } from '../template/triggers.ts';
import { failedItems } from './batch-answer.ts';
import { compileFilter, type Filter } from './pattern.ts';
import type { Message, QueueClient } from './queue-client.ts';
import type { EventSource } from './stream-source.ts';

export interface QueueSourceOptions {
  readonly mapping: MappingModel;
  readonly queue: QueueModel;
  readonly client: QueueClient;
  readonly clock: Clock;
  invoke(event: unknown): Promise<unknown>;
  log(line: string): void;
}

/** Batches under way at a time, unless the template sets fewer. */
const MOST_BATCHES = 5;
const LONG_POLL_SECONDS = 2;
const PAUSE_AFTER_ERROR_MS = 500;
/** Real seconds for which a message is hidden at the least while its function runs. */
const WORK_SECONDS = 5;
const LONGEST_VISIBILITY_SECONDS = 43_200;

/**
 * Feeds a function from a queue by the rules of its mapping. Messages that the function does not accept come back after their visibility
 * timeout.
 */
export function startQueueSource(options: QueueSourceOptions): EventSource {
  const { mapping, log } = options;
  const filter = compileFilter(mapping.filters, mapping.id);
  const abort = new AbortController();
  const most = Math.min(mapping.maximumConcurrency ?? MOST_BATCHES, MOST_BATCHES);
  const underWay = new Set<Promise<void>>();

  const run = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      try {
        const messages = await collect(options, abort.signal);
        if (messages.length === 0) continue;
        const work = handle(messages, filter, options)
          .catch((error: unknown) => log(`${mapping.id}: ${describe(error)}`))
          .finally(() => underWay.delete(work));
        underWay.add(work);
        while (underWay.size >= most) await Promise.race(underWay);
      } catch (error) {
        if (abort.signal.aborted) break;
        log(`${mapping.id}: ${describe(error)}`);
        await sleep(PAUSE_AFTER_ERROR_MS, undefined, { signal: abort.signal }).catch(() => undefined);
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      abort.abort();
      await running;
      await Promise.all(underWay);
    },
  };
}

/**
 * A batch: the messages that are there at once, or, with a batching window, those that come until the window closes or the batch is full.
 */
async function collect({ mapping, queue, client, clock }: QueueSourceOptions, signal: AbortSignal): Promise<Message[]> {
  const messages: Message[] = [];
  const receive = async (waitSeconds: number): Promise<number> => {
    const received = await client.receive(queue.url, mapping.batchSize - messages.length, waitSeconds, signal);
    messages.push(...received);
    return received.length;
  };
  await receive(LONG_POLL_SECONDS);
  const closes = clock.now() + mapping.batchingWindowSeconds * 1000;
  while (messages.length > 0 && messages.length < mapping.batchSize && clock.now() < closes && !signal.aborted) {
    if ((await receive(0)) === 0)
      await sleep(Math.min(50, clock.toReal(closes - clock.now())), undefined, { signal }).catch(() => undefined);
  }
  return messages;
}

async function handle(messages: readonly Message[], filter: Filter, options: QueueSourceOptions): Promise<void> {
  const records = messages.map((message) => ({ message, record: toLambdaRecord(message, options.queue.arn) }));
  const passing = records.filter(({ record }) => filter(withParsedBody(record)));
  // A message that no pattern lets through is removed, as the cloud does it.
  const done = records.filter((entry) => !passing.includes(entry)).map(({ message }) => message);
  if (passing.length > 0) {
    const stopHiding = keepHidden(
      passing.map(({ message }) => message),
      options,
    );
    try {
      const answer = await options.invoke({ Records: passing.map(({ record }) => record) });
      const failed = options.mapping.reportsItemFailures
        ? failedItems(answer, new Set(passing.map(({ record }) => record.messageId)))
        : new Set<string>();
      if (failed !== 'all')
        done.push(...passing.filter(({ record }) => !failed.has(record.messageId)).map(({ message }) => message));
    } catch (error) {
      options.log(`${options.mapping.id}: ${describe(error)}`);
    } finally {
      stopHiding();
    }
  }
  await remove(done, options);
}

/**
 * A queue's visibility timeout outlasts its function's time limit, but in fast motion scaled seconds pass more quickly than the function
 * can work. So messages are kept hidden while the function runs; a function that sets another visibility itself does so at its end.
 */
function keepHidden(messages: readonly Message[], { client, clock, queue, log }: QueueSourceOptions): () => void {
  const seconds = Math.min(
    LONGEST_VISIBILITY_SECONDS,
    Math.max(queue.visibilityTimeoutSeconds, Math.ceil(WORK_SECONDS * clock.speed)),
  );
  const hide = (): void => {
    client.hide(queue.url, messages, seconds).catch((error: unknown) => log(`${queue.name}: ${describe(error)}`));
  };
  const timer = setInterval(hide, clock.toReal(seconds * 500));
  return () => clearInterval(timer);
}

async function remove(messages: readonly Message[], { client, queue, log }: QueueSourceOptions): Promise<void> {
  for (const code of await client.remove(queue.url, messages)) log(`${queue.name}: a handled message was not removed: ${code}`);
}

function toLambdaRecord(message: Message, eventSourceARN: string) {
  const attributes = Object.entries(message.MessageAttributes).map(([name, value]) => [
    name,
    {
      dataType: value.DataType,
      ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
      ...(value.BinaryValue !== undefined && { binaryValue: value.BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: place.region,
  };
}

/** A filter on `body` looks into it if it is JSON, and else compares it as text. */
function withParsedBody(record: { readonly body: string }): unknown {
  try {
    return { ...record, body: JSON.parse(record.body) };
  } catch {
    return record;
  }
}
