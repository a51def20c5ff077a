import { setTimeout as sleep } from 'node:timers/promises';
import { startDynamoDb } from '../../local/engines/dynamodb.ts';
import { createUndo } from '../../local/undo.ts';
import { measure, measureStanding, type Use } from '../cost/measure.ts';
import { type MeteredCity, openMeteredCity } from '../cost/metered-city.ts';
import type { Operation } from '../cost/operations.ts';
import { askStop, raiseAlarm, stopped, tellResult } from '../cost/operations.ts';
import { temporaryFolder } from './city-process.ts';
import { times, WIDTH } from './in-flight.ts';
import { openRecorder, type RecordedCall, type Recorder } from './recorder.ts';
import { type Flow, flowOf } from './replay.ts';

/** What one flow uses and does, as a city with a meter counts it. No time is taken from this city: counting takes time itself. */
export interface MeteredFlow {
  /** Of one flow alone. */
  readonly use: Use;
  /** Of one of many, sixteen at a time. */
  readonly busy: Use;
  readonly flow: Flow;
  /** The table as the city made it. */
  readonly table: Readonly<Record<string, unknown>>;
}

const BANK = 'jinghua';

const ALONE = 3;
const BUSY = 64;
const RECORDED = 3;

const accountNumber = (n: number): string => `6222${String(n).padStart(15, '0')}`;

/** The flow of the bench: a stop is asked for, the bank has it and answers that it stopped the money. */
const flowOperation: Operation = {
  name: 'flow',
  what: 'a stop order, which the bank answers at once',
  orders: 1,
  prepare: async (city, n) => {
    const alertId = await raiseAlarm(city, n);
    return async () => {
      const orderId = await askStop(city, alertId, BANK, accountNumber(n));
      await city.settle();
      await tellResult(city, BANK, orderId, stopped);
    };
  },
};

/** Opens a city with a meter, measures, and closes it. */
export async function meterFlow(signal: AbortSignal): Promise<MeteredFlow> {
  const undo = createUndo();
  try {
    const folder = temporaryFolder();
    undo.add(folder.remove);
    const engine = await startDynamoDb({ dataDir: folder.path });
    undo.add(engine.stop);
    const recorder = await openRecorder(engine.endpoint);
    undo.add(recorder.close);
    const city = await openMeteredCity(signal, recorder.endpoint);
    undo.add(city.close);
    return await measured(city, recorder);
  } finally {
    await undo.run();
  }
}

async function measured(city: MeteredCity, recorder: Recorder): Promise<MeteredFlow> {
  let n = 1;
  // what is loaded once is not a flow's
  await (await flowOperation.prepare(city, n++))();
  await city.settle();
  recorder.take();
  const standing = await measureStanding(city);
  const schedules = new Set(recorder.take().map(kindOf));
  const flows: Flow[] = [];
  for (let run = 0; run < RECORDED; run += 1)
    flows.push(await recorded(city, recorder, n++, (call) => !schedules.has(kindOf(call))));
  const { use } = await measure(city, flowOperation, ALONE, n, standing);
  n += ALONE;
  const { use: busy } = await measure(city, manyFlows, 1, n, standing);
  // a flow that met with a retry is no measure for the others
  const [flow = flows[0]] = flows.toSorted((a, b) => a.calls.length - b.calls.length);
  if (flow === undefined) throw new Error('No flow was recorded');
  return { use, busy: busy.map((line) => ({ ...line, amount: line.amount / BUSY })), flow, table: recorder.table() };
}

const manyFlows: Operation = {
  name: 'flows',
  what: 'many flows, sixteen at a time',
  orders: BUSY,
  prepare: async (city, first) => {
    const alarms = await times(BUSY, WIDTH, (n) => raiseAlarm(city, first + n));
    await city.settle();
    return async () => {
      await times(BUSY, WIDTH, async (n) => {
        const orderId = await askStop(city, alarms[n] ?? '', BANK, accountNumber(first + n));
        await pushedAt(city, first + n);
        await tellResult(city, BANK, orderId, stopped);
      });
    };
  },
};

async function recorded(
  city: MeteredCity,
  recorder: Recorder,
  n: number,
  counts: (call: RecordedCall) => boolean,
): Promise<Flow> {
  const work = await flowOperation.prepare(city, n);
  await city.settle();
  recorder.take();
  const [, arrivedAt] = await Promise.all([work(), pushedAt(city, n)]);
  await city.settle();
  return flowOf(recorder.take().filter(counts), arrivedAt);
}

const LOOK_MS = 2;

/** Waits for the order at its bank. @returns when it was there (`performance.now()`) */
async function pushedAt(city: MeteredCity, n: number): Promise<number> {
  while (city.endpoints.pushedFor(BANK, accountNumber(n)) === undefined) await sleep(LOOK_MS);
  return performance.now();
}

/** The kind of thing that a call is about, so that what schedules ask for each minute can be told from what a flow does. */
function kindOf({ operation, input }: RecordedCall): string {
  const [key = ''] = /"S":"[a-z-]+#/.exec(JSON.stringify(input)) ?? [];
  return [operation, String(input['IndexName'] ?? ''), key].join(' ');
}
