import { Agent, request } from 'node:http';
import * as z from 'zod';

/** A record as the engine gives it. Only what is used here is looked at; the rest goes to the function as it is. */
const StreamRecord = z.custom<{
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion?: string;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime?: number;
    readonly Keys: Readonly<Record<string, unknown>>;
    readonly SequenceNumber: string;
  };
  readonly userIdentity?: unknown;
}>(isStreamRecord);

function isStreamRecord(value: unknown): boolean {
  const { dynamodb } = Object(value);
  return typeof dynamodb?.SequenceNumber === 'string' && typeof dynamodb.Keys === 'object';
}

const Described = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })),
    LastEvaluatedShardId: z.string().optional(),
  }),
});
const Table = z.object({ Table: z.object({ LatestStreamArn: z.string().optional() }) });
const Iterator = z.object({ ShardIterator: z.string() });
const Records = z.object({ Records: z.array(StreamRecord), NextShardIterator: z.string().nullish() });
const Failure = z.object({ __type: z.string().default('Unknown'), message: z.string().optional() });

export type StreamRecord = z.infer<typeof StreamRecord>;
export interface Shard {
  readonly id: string;
  readonly parentId?: string;
}
export type ShardStart = { readonly after: string } | 'TRIM_HORIZON';

/** An answer other than success. `code` is the service's own name for it, such as `ExpiredIteratorException`. */
export class StreamsError extends Error {
  override readonly name = 'StreamsError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The stream side of a DynamoDB engine, as far as a trigger needs it. */
export interface StreamsClient {
  streamOf(tableName: string): Promise<string | undefined>;
  shards(streamArn: string): Promise<Shard[]>;
  iterator(streamArn: string, shardId: string, start: ShardStart): Promise<string>;
  records(iterator: string, limit: number): Promise<{ records: StreamRecord[]; next: string | undefined }>;
  close(): void;
}

/** Speaks the service's JSON protocol itself: the SDK's client for streams would be one more dependency for three calls. */
export function createStreamsClient(endpoint: string): StreamsClient {
  const agent = new Agent({ keepAlive: true });
  const call = async <T extends z.ZodType>(target: string, input: unknown, schema: T): Promise<z.infer<T>> => {
    const { status, body } = await post(endpoint, agent, JSON.stringify(input), {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20260101T000000Z',
      // Local engines ask for a signature and do not check it.
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
    });
    if (status === 200) return schema.parse(body);
    const { __type, message } = Failure.parse(body);
    throw new StreamsError(__type.slice(__type.indexOf('#') + 1), message ?? `the database engine answered ${status}`);
  };
  const streams = 'DynamoDBStreams_20120810';
  return {
    streamOf: async (TableName) => (await call('DynamoDB_20120810.DescribeTable', { TableName }, Table)).Table.LatestStreamArn,
    shards: async (StreamArn) => {
      const all: Shard[] = [];
      let ExclusiveStartShardId: string | undefined;
      do {
        const { StreamDescription } = await call(`${streams}.DescribeStream`, { StreamArn, ExclusiveStartShardId }, Described);
        for (const { ShardId, ParentShardId } of StreamDescription.Shards) {
          all.push({ id: ShardId, ...(ParentShardId !== undefined && { parentId: ParentShardId }) });
        }
        ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
      } while (ExclusiveStartShardId !== undefined);
      return all;
    },
    iterator: async (StreamArn, ShardId, start) => {
      const from =
        start === 'TRIM_HORIZON'
          ? { ShardIteratorType: start }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: start.after };
      return (await call(`${streams}.GetShardIterator`, { StreamArn, ShardId, ...from }, Iterator)).ShardIterator;
    },
    records: async (ShardIterator, Limit) => {
      const { Records: records, NextShardIterator } = await call(`${streams}.GetRecords`, { ShardIterator, Limit }, Records);
      return { records, next: NextShardIterator ?? undefined };
    },
    close: () => agent.destroy(),
  };
}

/** The plain client takes a third of what `fetch` takes, and this is called some fifty times a second. */
function post(
  endpoint: string,
  agent: Agent,
  text: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: unknown }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint, { agent, method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        try {
          resolve({ status: answer.statusCode ?? 500, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
        } catch (error) {
          reject(error);
        }
      });
    });
    outgoing.on('error', reject).end(text);
  });
}
