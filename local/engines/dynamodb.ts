import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { indexStreamRecords } from './stream-index.ts';

/** A table as the template describes it: the input of `CreateTable` and the attribute whose value ends an item's life. */
export interface TableModel extends CreateTableCommandInput {
  readonly TableName: string;
  readonly ttlAttribute?: string;
}

export interface DynamoDbEngine {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 20_000;
const START_ATTEMPTS = 3;

/**
 * The shell that minds the engine: it ends the engine as soon as its own standard input closes, so the engine does not outlive this process
 * even if this process is killed without a chance to clean up. It needs only a POSIX shell and costs no Node.
 */
const MINDER = `
exec 3<&0
"$@" </dev/null 3<&- &
engine=$!
{ cat <&3 >/dev/null; kill -9 "$engine" 2>/dev/null; } &
exec 3<&-
wait "$engine"
`;

/**
 * Starts the SQLite-backed DynamoDB engine on a free port; its data and its stream survive restarts.
 * With `endpoint` (from `DYNAMODB_ENDPOINT`) that server is used instead and nothing is started.
 * @throws one clear line when there is no engine for this platform or it does not come up.
 */
export async function startDynamoDb(options: { dataDir: string; endpoint?: string }): Promise<DynamoDbEngine> {
  if (options.endpoint) return { endpoint: options.endpoint, stop: async () => undefined };
  const binary = findBinary();
  mkdirSync(options.dataDir, { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    const engine = await startOnce(binary, options.dataDir);
    if (engine) return engine;
    if (attempt === START_ATTEMPTS) {
      throw new Error(`The DynamoDB engine did not start; see ${join(options.dataDir, 'dynamodb.log')}`);
    }
  }
}

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dynoxide');
  } catch {
    throw new Error(
      `There is no embedded DynamoDB for this platform (package ${name} is not installed). ` +
        'Start DynamoDB Local and set DYNAMODB_ENDPOINT to its URL.',
    );
  }
}

async function startOnce(binary: string, dataDir: string): Promise<DynamoDbEngine | undefined> {
  const port = await freePort();
  const log = openSync(join(dataDir, 'dynamodb.log'), 'a', 0o600);
  const command = [binary, '--port', String(port), '--db-path', join(dataDir, 'dynamodb.sqlite')];
  // Its own session: Ctrl-C in the terminal is for the city to handle, which stops the engine last.
  const minder = spawn('/bin/sh', ['-c', MINDER, 'minder', ...command], {
    stdio: ['pipe', log, log],
    detached: true,
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    minder.once('exit', () => resolve());
    minder.once('error', () => resolve());
  });
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await isReady(endpoint, minder))) {
    minder.stdin?.destroy();
    await exited;
    return undefined;
  }
  indexStreamRecords(join(dataDir, 'dynamodb.sqlite'));
  return {
    endpoint,
    stop: async () => {
      minder.stdin?.destroy();
      await exited;
    },
  };
}

/** A port that was free a moment ago; if another process takes it meanwhile, the next attempt gets another. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function isReady(endpoint: string, minder: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && minder.exitCode === null && minder.pid !== undefined) {
    const up = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (up) return minder.exitCode === null;
    await sleep(25);
  }
  return false;
}

/**
 * Creates the table, or adds to an existing one the indexes it lacks. It leaves what cannot be changed in place as it is.
 * @returns the ARN of its stream, if it has one.
 */
export async function ensureTable(endpoint: string, model: TableModel): Promise<{ streamArn?: string }> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const { ttlAttribute, ...input } = model;
    const existing = await describe(client, model.TableName);
    if (existing) await addMissingIndexes(client, existing, model);
    else await client.send(new CreateTableCommand(input));
    const table = await waitUntilActive(client, model.TableName);
    if (ttlAttribute) await enableTimeToLive(client, model.TableName, ttlAttribute);
    return table.LatestStreamArn === undefined ? {} : { streamArn: table.LatestStreamArn };
  } finally {
    client.destroy();
  }
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function addMissingIndexes(client: DynamoDBClient, existing: TableDescription, model: TableModel): Promise<void> {
  const present = new Set(existing.GlobalSecondaryIndexes?.map((index) => index.IndexName));
  const missing = model.GlobalSecondaryIndexes?.filter((index) => !present.has(index.IndexName)) ?? [];
  for (const index of missing) {
    await client.send(
      new UpdateTableCommand({
        TableName: model.TableName,
        AttributeDefinitions: model.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: creation(index) }],
      }),
    );
    await waitUntilActive(client, model.TableName);
  }
}

function creation({ IndexName, KeySchema, Projection }: GlobalSecondaryIndex) {
  return { IndexName, KeySchema, Projection };
}

async function waitUntilActive(client: DynamoDBClient, name: string): Promise<TableDescription> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    const table = await describe(client, name);
    const building = table?.GlobalSecondaryIndexes?.some((index) => index.IndexStatus !== 'ACTIVE') ?? false;
    if (table?.TableStatus === 'ACTIVE' && !building) return table;
    await sleep(25);
  }
  throw new Error(`The table ${name} did not become active`);
}

async function enableTimeToLive(client: DynamoDBClient, name: string, attribute: string): Promise<void> {
  const TimeToLiveSpecification = { AttributeName: attribute, Enabled: true };
  try {
    await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  } catch (error) {
    // DynamoDB Local refuses to enable it twice; it is enabled already then.
    if (!(error instanceof Error && error.message.includes('already enabled'))) throw error;
  }
}
