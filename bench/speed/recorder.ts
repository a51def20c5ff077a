import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import * as z from 'zod';
import { closeServer, listen } from '../../local/engines/aws-json.ts';

/** One call of the table's engine. */
export interface RecordedCall {
  readonly operation: string;
  /** As it was sent: AWS JSON. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
  /** When it was sent (`performance.now()`). */
  readonly at: number;
}

/** A proxy in front of the table's engine that remembers the calls of data. */
export interface Recorder {
  readonly endpoint: string;
  /** The calls since the last time, in the order of their sending; forgets them. */
  take(): readonly RecordedCall[];
  /** The table, as it was made. */
  table(): Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

/** The key of an item, as AWS JSON has it. */
export type Keys = z.infer<typeof Keys>;
const Keys = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });
const StreamRecords = z.looseObject({ Records: z.array(z.looseObject({ dynamodb: z.looseObject({ Keys }) })) });

const DATA = new Set(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'TransactWriteItems']);
const Members = z.record(z.string(), z.unknown());

/**
 * @param hidden the changes of items with such keys that do not come out of the table's stream
 */
export async function openRecorder(target: string, hidden: (keys: Keys) => boolean = () => false): Promise<Recorder> {
  const agent = new Agent({ keepAlive: true });
  let calls: RecordedCall[] = [];
  let table: Readonly<Record<string, unknown>> = {};
  const remember = (operation: string, at: number, sent: Buffer, answer: Buffer): void => {
    if (operation === 'CreateTable') table = members(sent);
    if (DATA.has(operation)) calls.push({ operation, input: members(sent), output: members(answer), at });
  };
  const server = createServer((incoming, response) => {
    const at = performance.now();
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
    const pass = async (): Promise<void> => {
      const sent = await readAll(incoming);
      const answer = await forward(target, agent, incoming, DATA.has(operation) ? askingForCapacity(sent) : sent);
      const { status, headers } = answer;
      const body = operation === 'GetRecords' && status === 200 ? without(answer.body, hidden) : answer.body;
      if (status === 200) remember(operation, at, sent, body);
      response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
    };
    pass().catch(() => response.destroy());
  });
  const port = await listen(server, 0);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    take: () => {
      const taken = calls.toSorted((a, b) => a.at - b.at);
      calls = [];
      return taken;
    },
    table: () => table,
    close: async () => {
      await closeServer(server);
      agent.destroy();
    },
  };
}

/** The request's text with one more member, unless it has that already; it is an object with members, since it names a table or items. */
function askingForCapacity(sent: Buffer): Buffer {
  const text = sent.toString('utf8');
  if (text.includes('"ReturnConsumedCapacity"')) return sent;
  return Buffer.from(`{"ReturnConsumedCapacity":"INDEXES",${text.slice(text.indexOf('{') + 1)}`);
}

/** The records of the stream that are not hidden; the place in the stream goes on past those that are. */
function without(body: Buffer, hidden: (keys: Keys) => boolean): Buffer {
  const answer = StreamRecords.parse(JSON.parse(body.toString('utf8')));
  if (!answer.Records.some(({ dynamodb }) => hidden(dynamodb.Keys))) return body;
  return Buffer.from(JSON.stringify({ ...answer, Records: answer.Records.filter(({ dynamodb }) => !hidden(dynamodb.Keys)) }));
}

function members(body: Buffer): Readonly<Record<string, unknown>> {
  return Members.parse(JSON.parse(body.toString('utf8')));
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function forward(target: string, agent: Agent, { headers, method }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(target, { agent, method, headers: { ...headers, 'content-length': body.length } }, (answer) => {
      readAll(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }),
        reject,
      );
    });
    outgoing.on('error', reject).end(body);
  });
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
