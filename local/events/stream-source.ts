import { createHash } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from '../city-error.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../engines/database.ts';
import { place } from '../template/place.ts';
import type { MappingModel } from '../template/triggers.ts';
import type { Usage } from '../usage/usage.ts';
import { type Checkpoint, checkpointOf, createProgress, type Progress } from './checkpoint.ts';
import { compileFilter, type Filter } from './pattern.ts';
import { type Delivery, type DeliveryServices, deliver, type GiveUp } from './stream-delivery.ts';
import { createStreamsClient, type ShardStart, type StreamRecord, StreamsError } from './streams-client.ts';
import { createWaker } from './waker.ts';

export interface StreamSourceOptions {
  readonly mapping: MappingModel;
  readonly tableName: string;
  readonly endpoint: string;
  readonly clock: Clock;
  readonly checkpoints: Database;
  readonly usage?: Usage | undefined;
  invoke(event: unknown): Promise<unknown>;
  /** Sends a body to a queue, by the queue's ARN. */
  sendTo(queueArn: string, body: string): Promise<unknown>;
  log(line: string): void;
  /** Emits `stir` when a function may have written to the table. */
  readonly writes: EventEmitter;
}

export interface EventSource {
  stop(): Promise<void>;
}

/**
 * An onward order must be out within two seconds, so the stream is asked often, and at once when a function has ended, but not for each of
 * many. Real time, as it is the machine's own affair.
 */
const POLL_MS = 100;
const SHORTEST_POLL_MS = 20;
const SHARD_LIST_MS = 5_000;
const READ_LIMIT = 1000;

/**
 * Feeds a function from a table's stream by the rules of its mapping. `LATEST` means the beginning here: the mapping and the table come
 * into being together, so nothing can lie before the trigger's first look.
 */
export async function startStreamSource(options: StreamSourceOptions): Promise<EventSource> {
  const { mapping, log } = options;
  const filter = compileFilter(mapping.filters, mapping.id);
  const client = createStreamsClient(options.endpoint);
  const streamArn = await client.streamOf(options.tableName);
  if (streamArn === undefined) throw new Error(`The table ${options.tableName} has no stream`);
  const checkpoint = checkpointOf(options.checkpoints, mapping.id, streamArn);
  const abort = new AbortController();
  const shards = new Map<string, Promise<void>>();

  const watch = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      try {
        for (const shard of await client.shards(streamArn)) {
          const before = shard.parentId === undefined ? undefined : shards.get(shard.parentId);
          if (!shards.has(shard.id))
            shards.set(
              shard.id,
              Promise.resolve(before).then(() =>
                readShard({ ...options, client, streamArn, filter, checkpoint, abort: abort.signal }, shard.id),
              ),
            );
        }
      } catch (error) {
        log(`${mapping.id}: ${describe(error)}`);
      }
      await pause(SHARD_LIST_MS, abort.signal);
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      abort.abort();
      await Promise.all([watching, ...shards.values()]);
      client.close();
    },
  };
}

interface ShardReader extends StreamSourceOptions {
  readonly client: ReturnType<typeof createStreamsClient>;
  readonly streamArn: string;
  readonly filter: Filter;
  readonly checkpoint: Checkpoint;
  readonly abort: AbortSignal;
}

/** Reads one shard to its end, which for a table in use does not come. */
async function readShard(reader: ShardReader, shardId: string): Promise<void> {
  const { client, mapping, checkpoint, abort, log } = reader;
  const waker = createWaker(SHORTEST_POLL_MS);
  reader.writes.on('stir', waker.wake);
  const progress = createProgress();
  const lanes = createLanes(reader, shardId, progress);
  let read = checkpoint.after(shardId);
  let iterator: string | undefined;
  const most = Math.max(READ_LIMIT, mapping.batchSize * mapping.parallelizationFactor);
  while (!abort.aborted) {
    try {
      if (progress.unfinished < most) {
        const start: ShardStart = read === undefined ? 'TRIM_HORIZON' : { after: read };
        const page = await client.records(iterator ?? (await client.iterator(reader.streamArn, shardId, start)), READ_LIMIT);
        iterator = page.next;
        for (const record of page.records) {
          read = record.dynamodb.SequenceNumber;
          lanes.add(record);
        }
        lanes.filled();
        if (iterator === undefined) break;
        if (page.records.length > 0) continue;
      }
    } catch (error) {
      iterator = undefined;
      if (!(error instanceof StreamsError && error.code === 'ExpiredIteratorException')) log(`${mapping.id}: ${describe(error)}`);
    }
    await waker.wait(POLL_MS, abort);
  }
  reader.writes.off('stir', waker.wake);
  await lanes.settled();
}

/** Parallel ways through a shard; all records of one item take the same way, one after the other. */
function createLanes(reader: ShardReader, shardId: string, progress: Progress) {
  const { mapping, clock, checkpoint, filter, abort, usage } = reader;
  const queues = Array.from({ length: mapping.parallelizationFactor }, (): Delivery[] => []);
  const running = new Map<number, Promise<void>>();
  let passed: string | undefined;
  const finish = (sequenceNumber: string): void => {
    passed = progress.finish(sequenceNumber) ?? passed;
  };
  const save = (): void => {
    if (passed !== undefined) checkpoint.advance(shardId, passed);
    passed = undefined;
  };
  const services: DeliveryServices = {
    clock,
    mapping,
    invoke: reader.invoke,
    giveUp: (records, reason) => giveUp(reader, shardId, records, reason),
    pause: (realMs) => pause(realMs, abort),
    log: reader.log,
    get stopping() {
      return abort.aborted;
    },
  };
  const run = async (queue: Delivery[]): Promise<void> => {
    while (queue.length > 0 && !abort.aborted) {
      if (queue.length < mapping.batchSize && mapping.batchingWindowSeconds > 0)
        await pause(clock.toReal(mapping.batchingWindowSeconds * 1000), abort);
      const batch = queue.slice(0, mapping.batchSize);
      if (!(await deliver(batch, services))) return;
      queue.splice(0, batch.length);
      for (const { sequenceNumber } of batch) finish(sequenceNumber);
      save();
    }
  };
  return {
    add: (record: StreamRecord): void => {
      const sequenceNumber = record.dynamodb.SequenceNumber;
      progress.begin(sequenceNumber);
      const event = toLambdaRecord(record, mapping.sourceArn, clock);
      const passes = filter(event);
      usage?.count('stream.records', 1, mapping.functionName);
      if (passes) usage?.count('stream.records-passed', 1, mapping.functionName);
      if (passes) queues[laneOf(record, queues.length)]?.push({ sequenceNumber, seenAt: clock.now(), event });
      else finish(sequenceNumber);
    },
    /** Starts the lanes that have work, and saves how far the records that need none have passed. */
    filled: (): void => {
      save();
      for (const [lane, queue] of queues.entries()) {
        if (queue.length > 0 && !running.has(lane))
          running.set(
            lane,
            run(queue).finally(() => running.delete(lane)),
          );
      }
    },
    settled: async (): Promise<void> => {
      await Promise.all(running.values());
    },
  };
}

function laneOf({ dynamodb }: StreamRecord, lanes: number): number {
  if (lanes === 1) return 0;
  const key = JSON.stringify(Object.entries(dynamodb.Keys).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(key).digest().readUInt32BE(0) % lanes;
}

/** The record as Lambda hands it over; its time is on the city's clock, as the function's own clock is. */
function toLambdaRecord(record: StreamRecord, eventSourceARN: string, clock: Clock): object {
  const created = record.dynamodb.ApproximateCreationDateTime;
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: place.region,
    dynamodb: {
      ...record.dynamodb,
      ...(created !== undefined && { ApproximateCreationDateTime: Math.floor(toScaled(created * 1000, clock) / 1000) }),
    },
    eventSourceARN,
    ...(record.userIdentity !== undefined && { userIdentity: record.userIdentity }),
  };
}

/** Scaled time of a real moment; one before this run is shown as the beginning of the run at the latest. */
function toScaled(realMs: number, clock: Clock): number {
  return realMs < clock.realAnchor ? Math.min(realMs, clock.scaledAnchor) : clock.now() - (Date.now() - realMs) * clock.speed;
}

/** Tells the on-failure destination which records were given up. As in the cloud, it tells where they lie, not their content. */
async function giveUp(reader: ShardReader, shardId: string, records: readonly Delivery[], reason: GiveUp): Promise<void> {
  const { mapping, clock, log, sendTo } = reader;
  const first = records[0]?.sequenceNumber ?? '';
  log(`${mapping.id}: gave up ${records.length} record(s) from ${first}: ${reason.condition} (${reason.errorType})`);
  if (mapping.onFailureArn === undefined) return;
  const body = {
    requestContext: {
      requestId: crypto.randomUUID(),
      functionArn: mapping.functionName,
      condition: reason.condition,
      approximateInvokeCount: reason.attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: reason.errorType },
    version: '1.0',
    timestamp: new Date(clock.now()).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first,
      endSequenceNumber: records.at(-1)?.sequenceNumber ?? first,
      approximateArrivalOfFirstRecord: new Date(records[0]?.seenAt ?? clock.now()).toISOString(),
      approximateArrivalOfLastRecord: new Date(records.at(-1)?.seenAt ?? clock.now()).toISOString(),
      batchSize: records.length,
      streamArn: mapping.sourceArn,
    },
  };
  await sendTo(mapping.onFailureArn, JSON.stringify(body));
}

/** Waits, and tells whether the city is stopping. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  return signal.aborted;
}
