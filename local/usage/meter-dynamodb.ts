import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { closeServer, listen } from '../engines/aws-json.ts';
import type { Usage } from './usage.ts';

/** A meter between the functions and the table's engine. */
export interface TableMeter {
  /** The address that the function calls instead of the engine's: so the meter knows who asks. */
  endpointFor(functionName: string): string;
  stop(): Promise<void>;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

const Units = z.looseObject({ CapacityUnits: z.number() });
const Consumed = z.looseObject({
  Table: Units.optional(),
  GlobalSecondaryIndexes: z.record(z.string(), Units).optional(),
});
const Answer = z.looseObject({ ConsumedCapacity: z.union([z.array(Consumed), Consumed.transform((one) => [one])]).optional() });
const Transaction = z.looseObject({ TransactItems: z.array(z.unknown()) });

interface Call {
  readonly functionName: string;
  readonly operation: string;
  readonly body: Buffer;
}

/**
 * Starts a proxy in front of the engine at `target`. It asks the engine to say what each call of data consumed, and adds that up; it passes
 * on the engine's answers as they are.
 */
export async function meterDynamoDb(target: string, usage: Usage): Promise<TableMeter> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    pass(target, agent, usage, incoming, response).catch(() => response.destroy());
  });
  server.requestTimeout = 0;
  const port = await listen(server, 0);
  return {
    endpointFor: (functionName) => `http://127.0.0.1:${port}/${functionName}`,
    stop: async () => {
      await closeServer(server);
      agent.destroy();
    },
  };
}

async function pass(
  target: string,
  agent: Agent,
  usage: Usage,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const operation =
    String(incoming.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? '';
  const call: Call = { functionName: (incoming.url ?? '').split('/')[1] ?? '', operation, body: await readAll(incoming) };
  const metered = READS.has(operation) || WRITES.has(operation);
  const body = metered ? askingForCapacity(call.body) : call.body;
  const answer = await forward(target, agent, incoming, body);
  if (metered) count(usage, call, answer);
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** The request's text with one more member; it is an object with members already, since it names a table or items. */
function askingForCapacity(body: Buffer): Buffer {
  const text = body.toString('utf8');
  const rest = text.slice(text.indexOf('{') + 1);
  return Buffer.from(`{"ReturnConsumedCapacity":"INDEXES",${rest}`);
}

interface EngineAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function forward(target: string, agent: Agent, { headers, method }: IncomingMessage, body: Buffer): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const options = { agent, method, headers: { ...headers, 'content-length': body.length } };
    const outgoing = request(target, options, (answer) => {
      readAll(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }),
        reject,
      );
    });
    outgoing.on('error', reject).end(body);
  });
}

function count(usage: Usage, call: Call, { status, body }: EngineAnswer): void {
  const { functionName, operation } = call;
  usage.count('dynamodb.requests', 1, functionName, operation);
  const text = body.toString('utf8');
  const cancelled = status !== 200 && text.includes('TransactionCanceledException');
  if (operation === 'TransactWriteItems' && (status === 200 || cancelled)) {
    const items = Transaction.parse(JSON.parse(call.body.toString('utf8'))).TransactItems.length;
    usage.count(cancelled ? 'dynamodb.cancelled-transactions' : 'dynamodb.transactions', 1, functionName, items);
  }
  if (status !== 200) return;
  const measure = READS.has(operation) ? 'dynamodb.read-units' : 'dynamodb.write-units';
  for (const { Table, GlobalSecondaryIndexes = {} } of Answer.parse(JSON.parse(text)).ConsumedCapacity ?? []) {
    const parts = [['table', Table?.CapacityUnits ?? 0] as const, ...unitsOf(GlobalSecondaryIndexes)];
    for (const [name, units] of parts) if (units > 0) usage.count(measure, units, functionName, name);
  }
}

function unitsOf(indexes: Readonly<Record<string, z.infer<typeof Units>>>): (readonly [string, number])[] {
  return Object.entries(indexes).map(([name, { CapacityUnits }]) => [name, CapacityUnits]);
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
