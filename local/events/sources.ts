import type { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Clock } from '../clock.ts';
import type { Database } from '../engines/database.ts';
import type { FunctionRuntime } from '../functions/runtime.ts';
import type { CityModel } from '../template/city-model.ts';
import type { Usage } from '../usage/usage.ts';
import { openCheckpoints } from './checkpoint.ts';
import { createDestinations, type Destinations } from './destinations.ts';
import type { QueueClient } from './queue-client.ts';
import { startQueueSource } from './queue-source.ts';
import { startSchedule } from './scheduler.ts';
import { type EventSource, startStreamSource } from './stream-source.ts';

interface SourceServices {
  readonly model: CityModel;
  readonly runtime: FunctionRuntime;
  readonly queues: QueueClient;
  readonly sfn: SFNClient;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly dynamoDbEndpoint: string;
  readonly usage?: Usage | undefined;
  /** Emits `stir` when a function may have written to a table. */
  readonly writes: EventEmitter;
  log(line: string): void;
}

/** How long, in real time, work under way may take to end by itself when the city stops. */
const DRAIN_MS = 3_000;

export interface Sources {
  /**
   * Takes no more events and lets work under way end, but not for ever: then `cutOff` ends the functions. An event whose function was
   * cut off counts as not delivered and comes again.
   */
  stop(cutOff: () => Promise<void>): Promise<void>;
}

/** Starts everything that calls functions by itself: queues, streams and schedules. */
export async function startSources(services: SourceServices): Promise<Sources> {
  const stopping = new AbortController();
  const destinations = createDestinations({ ...services, signal: stopping.signal });
  const checkpoints = openCheckpoints(join(services.dataDir, 'checkpoints.sqlite'));
  const sources: EventSource[] = [];
  for (const mapping of services.model.mappings)
    sources.push(...(await startMapping(mapping, services, checkpoints, destinations)));
  for (const schedule of services.model.schedules)
    sources.push(startSchedule(schedule, services.clock, destinations, services.log, services.usage));
  return {
    stop: async (cutOff) => {
      stopping.abort();
      const ended = Promise.all(sources.map((source) => source.stop()));
      const drained = new AbortController();
      await Promise.race([ended, sleep(DRAIN_MS, undefined, { signal: drained.signal }).catch(() => undefined)]);
      drained.abort();
      await cutOff();
      await ended;
      checkpoints.close();
    },
  };
}

async function startMapping(
  mapping: CityModel['mappings'][number],
  { model, runtime, queues: client, clock, dynamoDbEndpoint: endpoint, usage, writes, log }: SourceServices,
  checkpoints: Database,
  destinations: Destinations,
): Promise<EventSource[]> {
  const queue = model.queues.find(({ arn }) => arn === mapping.sourceArn);
  const invoke = (event: unknown): Promise<unknown> =>
    runtime.invoke(mapping.functionName, event, { caller: queue ? 'queue' : 'stream' });
  if (queue) return [startQueueSource({ mapping, queue, client, clock, invoke, log })];
  const table = model.tables.find(({ streamArn }) => streamArn === mapping.sourceArn);
  if (!table) return [];
  const sendTo = destinations.sendToQueue;
  return [
    await startStreamSource({
      mapping,
      tableName: table.TableName,
      endpoint,
      clock,
      checkpoints,
      usage,
      writes,
      invoke,
      sendTo,
      log,
    }),
  ];
}
