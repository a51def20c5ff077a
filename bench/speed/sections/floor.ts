import {
  BatchGetItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { createUndo } from '../../../local/undo.ts';
import { temporaryFolder } from '../city-process.ts';
import { type Measured, percentile } from '../figures.ts';
import { during, times, WIDTH } from '../in-flight.ts';
import type { MeteredFlow } from '../metered-flow.ts';
import { treeUse } from '../process-tree.ts';
import { type Flow, inputOf } from '../replay.ts';
import type { Section } from '../run.ts';

const WARM = 50;
const RUN_MS = 6_000;
const ALONE = 50;

/** The engine's operations that one flow needs, in the same order and sizes, by the SDK alone against an engine of its own. */
export const floor: Section = async (run) => {
  const { flow, table } = await run.metered();
  const undo = createUndo();
  run.undo.add(undo.run);
  try {
    const folder = temporaryFolder();
    undo.add(folder.remove);
    const engine = await startDynamoDb({ dataDir: folder.path });
    undo.add(engine.stop);
    const client = new DynamoDBClient({
      ...{ endpoint: engine.endpoint, region: 'us-east-1', maxAttempts: 1 },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    undo.add(() => client.destroy());
    await prepare(client, flow, table);
    return [...(await measured(client, flow)), ...sizes(flow)];
  } finally {
    await undo.run();
  }
};

async function measured(client: DynamoDBClient, flow: Flow): Promise<readonly Measured[]> {
  let n = 0;
  const whole = (): Promise<void> => carry(client, flow.calls, n++);
  await times(WARM, WIDTH, whole);
  const [begun, before] = [performance.now(), treeUse(process.pid).cpuMs];
  const done = await during(RUN_MS, WIDTH, whole);
  const [seconds, cpuMs] = [(performance.now() - begun) / 1_000, treeUse(process.pid).cpuMs - before];
  const alone = await times(ALONE, 1, async () => {
    const from = performance.now();
    await carry(client, flow.calls.slice(0, flow.toBank), n);
    const toBank = performance.now() - from;
    await carry(client, flow.calls.slice(flow.toBank), n++);
    return { toBank, all: performance.now() - from };
  });
  const median = (of: (one: (typeof alone)[number]) => number): number => percentile(alone.map(of), 0.5);
  return [
    { name: 'flows a second', value: done.length / seconds, unit: 'a second', better: 'more' },
    { name: 'ms to the bank', value: median(({ toBank }) => toBank), unit: 'ms' },
    { name: 'ms a flow', value: median(({ all }) => all), unit: 'ms' },
    { name: 'CPU ms a flow', value: cpuMs / done.length, unit: 'CPU ms' },
  ];
}

function sizes({ calls, toBank }: Flow): readonly Measured[] {
  const of = (operation: string): number => calls.filter((call) => call.operation === operation).length;
  const bytes = calls.reduce((sum, { input }) => sum + JSON.stringify(input).length, 0);
  return [
    { name: 'operations of a flow', value: calls.length, unit: 'operations' },
    { name: 'operations until the order is at its bank', value: toBank, unit: 'operations' },
    { name: 'transactions of a flow', value: of('TransactWriteItems'), unit: 'operations' },
    { name: 'reads of a flow', value: calls.length - of('TransactWriteItems') - of('PutItem'), unit: 'operations' },
    { name: 'bytes sent for a flow', value: bytes, unit: 'bytes' },
  ];
}

/** Makes the table as the city has it, with what every flow reads. */
async function prepare(client: DynamoDBClient, { shared }: Flow, table: MeteredFlow['table']): Promise<void> {
  await client.send(new CreateTableCommand(input(table, 0)));
  const TableName = String(table['TableName']);
  for (const Item of shared) await client.send(new PutItemCommand(input({ TableName, Item }, 0)));
}

async function carry(client: DynamoDBClient, calls: Flow['calls'], n: number): Promise<void> {
  for (const call of calls) await send(client, call, n);
}

function send(client: DynamoDBClient, call: Flow['calls'][number], n: number): Promise<unknown> {
  switch (call.operation) {
    case 'GetItem':
      return client.send(new GetItemCommand(input(call.input, n)));
    case 'BatchGetItem':
      return client.send(new BatchGetItemCommand(input(call.input, n)));
    case 'Query':
      return client.send(new QueryCommand(input(call.input, n)));
    case 'PutItem':
      return client.send(new PutItemCommand(input(call.input, n)));
    case 'TransactWriteItems':
      return client.send(new TransactWriteItemsCommand(input(call.input, n)));
    default:
      throw new Error(`The floor does not know the operation ${call.operation}`);
  }
}

/** What was recorded is an input of the SDK's, since the SDK had sent it. */
function input<Input>(recorded: unknown, n: number): Input {
  return inputOf(recorded, n) as Input;
}
