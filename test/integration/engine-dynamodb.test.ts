import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DynamoDbEngine, ensureTable, startDynamoDb, type TableModel } from '../../local/engines/dynamodb.ts';

const table = {
  TableName: 'journal',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'agency', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'inbox',
      KeySchema: [{ AttributeName: 'agency', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['due'] },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  ttlAttribute: 'expiresAt',
} satisfies TableModel;

let dataDir: string;
let engine: DynamoDbEngine;
let client: DynamoDBClient;

async function startEngine(): Promise<void> {
  engine = await startDynamoDb({ dataDir });
  client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'l', secretAccessKey: 'l' },
  });
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'engine-dynamodb-'));
  await startEngine();
});

afterEach(async () => {
  client.destroy();
  await engine.stop();
  rmSync(dataDir, { recursive: true });
});

const put = (pk: string) => ({
  Put: { TableName: 'journal', Item: { pk: { S: pk } }, ConditionExpression: 'attribute_not_exists(pk)' },
});

test('a table is made once, with its stream, index and expiry, and gains new indexes later', async () => {
  const { streamArn } = await ensureTable(engine.endpoint, table);
  expect(streamArn).toContain('journal/stream');
  const extra = {
    IndexName: 'due',
    KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' as const }],
    Projection: { ProjectionType: 'ALL' as const },
  };
  const grown: TableModel = {
    ...table,
    AttributeDefinitions: [...table.AttributeDefinitions, { AttributeName: 'due', AttributeType: 'S' }],
    GlobalSecondaryIndexes: [...table.GlobalSecondaryIndexes, extra],
  };
  expect(await ensureTable(engine.endpoint, grown)).toEqual({ streamArn });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'journal' }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(['due', 'inbox']);
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'journal' }));
  expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' });
});

test('a transaction of many items is all or nothing and says which condition failed', async () => {
  await ensureTable(engine.endpoint, table);
  const items = Array.from({ length: 60 }, (_, at) => put(`order#${at}`));
  const { ConsumedCapacity } = await client.send(
    new TransactWriteItemsCommand({ TransactItems: items, ReturnConsumedCapacity: 'TOTAL' }),
  );
  expect(ConsumedCapacity?.[0]?.CapacityUnits).toBe(120);
  const clash = await client
    .send(new TransactWriteItemsCommand({ TransactItems: [put('order#new'), put('order#3')] }))
    .catch((error) => error);
  expect(clash).toBeInstanceOf(TransactionCanceledException);
  expect(clash.CancellationReasons.map(({ Code }: { Code: string }) => Code)).toEqual(['None', 'ConditionalCheckFailed']);
  expect((await client.send(new GetItemCommand({ TableName: 'journal', Key: { pk: { S: 'order#new' } } }))).Item).toBeUndefined();
});

test('an index carries the attributes of its projection only', async () => {
  await ensureTable(engine.endpoint, table);
  const Item = { pk: { S: 'order#1' }, agency: { S: 'jinghua' }, due: { S: '10:30' }, secret: { S: 'x' } };
  await client.send(new PutItemCommand({ TableName: 'journal', Item }));
  const { Items } = await client.send(
    new QueryCommand({
      TableName: 'journal',
      IndexName: 'inbox',
      KeyConditionExpression: 'agency = :agency',
      ExpressionAttributeValues: { ':agency': { S: 'jinghua' } },
    }),
  );
  expect(Items).toEqual([{ pk: { S: 'order#1' }, agency: { S: 'jinghua' }, due: { S: '10:30' } }]);
});

test('items and the place in the stream survive a restart', async () => {
  const { streamArn = '' } = await ensureTable(engine.endpoint, table);
  await client.send(new PutItemCommand({ TableName: 'journal', Item: { pk: { S: 'before' } } }));
  const [first] = await streamRecords(streamArn, { ShardIteratorType: 'TRIM_HORIZON' });
  client.destroy();
  await engine.stop();
  await startEngine();
  expect(await ensureTable(engine.endpoint, table)).toEqual({ streamArn });
  await client.send(new PutItemCommand({ TableName: 'journal', Item: { pk: { S: 'after' } } }));
  const after = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: first?.dynamodb.SequenceNumber ?? '' };
  expect((await streamRecords(streamArn, after)).map(({ dynamodb }) => dynamodb.Keys.pk.S)).toEqual(['after']);
});

test('with another server, nothing is started', async () => {
  const other = await startDynamoDb({ dataDir, endpoint: 'http://127.0.0.1:8000' });
  expect(other.endpoint).toBe('http://127.0.0.1:8000');
  await other.stop();
});

interface StreamRecord {
  readonly dynamodb: { readonly SequenceNumber: string; readonly Keys: { readonly pk: { readonly S: string } } };
}

async function streamRecords(StreamArn: string, from: object): Promise<StreamRecord[]> {
  const description = await streams('DescribeStream', { StreamArn });
  const { ShardId } = description.StreamDescription.Shards[0];
  const { ShardIterator } = await streams('GetShardIterator', { StreamArn, ShardId, ...from });
  return (await streams('GetRecords', { ShardIterator })).Records;
}

async function streams(operation: string, body: object) {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDBStreams_20120810.${operation}` };
  const signature = 'AWS4-HMAC-SHA256 Credential=l/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';
  const response = await fetch(engine.endpoint, {
    method: 'POST',
    headers: { ...headers, authorization: signature, 'x-amz-date': '20260101T000000Z' },
    body: JSON.stringify(body),
  });
  return JSON.parse(await response.text());
}
