import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { startDynamoDb } from '../../local/engines/dynamodb.ts';
import type { Undo } from '../../local/undo.ts';
import type { Item } from '../../shared/journal/packed-item.ts';
import { startCityProcess, temporaryFolder } from './city-process.ts';
import { cloneOf, isInvented } from './clones.ts';
import { type FakeBanks, openFakeBanks } from './fake-banks.ts';
import { type LightClient, openLightClient } from './light-client.ts';
import type { List } from './lists.ts';
import { openRecorder, type RecordedCall, type Recorder } from './recorder.ts';
import { openTableWriter } from './table-writer.ts';
import { pointBanks } from './world.ts';

/** A city in which agencies have worked together, on an engine whose calls are recorded, and which can be filled. */
export interface GrowthCity {
  readonly client: LightClient;
  readonly banks: FakeBanks;
  readonly recorder: Recorder;
  /** The city's time; ISO 8601. */
  now(): string;
  /** Whether a call is made for a caller, and not by what runs each minute. */
  isOfCaller(call: RecordedCall): boolean;
  /** Puts invented entries into the list, from the one number up to the other. */
  fill(list: List, from: number, to: number): Promise<void>;
}

const MINUTE_HERE_MS = 2_500;
const Health = z.looseObject({ now: z.string() });

/** Starts it and plays the scenario, which takes minutes. */
export async function openGrowthCity(undo: Undo): Promise<GrowthCity> {
  const folder = temporaryFolder();
  undo.add(folder.remove);
  const engine = await startDynamoDb({ dataDir: folder.path });
  undo.add(engine.stop);
  const recorder = await openRecorder(engine.endpoint, ({ pk, sk }) => isInvented(pk.S, sk.S));
  undo.add(recorder.close);
  const banks = await openFakeBanks();
  undo.add(banks.close);
  const city = await startCityProcess({ dataDir: folder.path, dynamoDbEndpoint: recorder.endpoint, coordination: true });
  undo.add(city.stop);
  const client = openLightClient(city.endpoints);
  undo.add(client.close);
  await pointBanks(client, banks);
  const table = openTableWriter(engine.endpoint, String(recorder.table()['TableName']));
  undo.add(table.close);
  const { now } = Health.parse(await (await fetch(`${city.endpoints.api}/v1/health`)).json());
  recorder.take();
  await sleep(MINUTE_HERE_MS);
  const schedules = new Set(recorder.take().map(kindOf));
  const read = async ({ pk, sk }: List): Promise<Item> => {
    const item = await table.get(pk, sk);
    if (item === undefined) throw new Error('An entry of a list has no item');
    return item;
  };
  return {
    ...{ client, banks, recorder },
    now: () => now,
    isOfCaller: (call) => !schedules.has(kindOf(call)),
    fill: async (list, from, to) => {
      const item = await read(list);
      await table.fill(from, to, (n) => cloneOf(item, n, list.index));
    },
  };
}

/** Schedules ask for what is due, in an index of its own. */
function kindOf({ operation, input }: RecordedCall): string {
  return `${operation} ${String(input['IndexName'] ?? '')}`;
}
