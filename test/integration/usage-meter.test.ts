import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type City, startCity } from '../../local/city.ts';
import { meterDynamoDb, type TableMeter } from '../../local/usage/meter-dynamodb.ts';
import { createUsage, type Usage } from '../../local/usage/usage.ts';
import { startTestTable, type TestTable } from '../support/test-table.ts';
import { writeTinyCity } from '../support/tiny-city.ts';

const patience = { timeout: 60_000, interval: 50 };

/** The counters as text, those of one service. */
function counted(usage: Usage, service: string): readonly string[] {
  return usage
    .reading()
    .filter(({ measure }) => measure.startsWith(service))
    .map(({ measure, labels, amount }) => [measure, ...labels, amount].join(' '))
    .toSorted();
}

describe('the meter of the table', () => {
  let table: TestTable;
  let meter: TableMeter;
  let usage: Usage;
  let client: DynamoDBDocumentClient;
  let plain: DynamoDBClient;
  beforeAll(async () => {
    table = await startTestTable();
    usage = createUsage();
    meter = await meterDynamoDb(table.endpoint, usage);
    plain = new DynamoDBClient({
      endpoint: meter.endpointFor('Fun'),
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    client = DynamoDBDocumentClient.from(plain);
  });
  afterAll(async () => {
    plain.destroy();
    await meter.stop();
    await table.stop();
  });

  test('counts units by table and index, transactions by their items, and those that were cancelled', async () => {
    const TableName = table.tableName;
    const indexed = { pk: 'a', sk: 'state', inboxPk: 'bank', inboxSk: '1', card: 'x' };
    const Item = { ...indexed, text: 'y'.repeat(1500) };
    const other = { Put: { TableName, Item: { pk: 'b', sk: 'state' } } };
    await client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item } }, other] }));
    await client.send(new PutCommand({ TableName, Item: { ...indexed, text: 'z' } }));
    const onlyNew = { ...other.Put, ConditionExpression: 'attribute_not_exists(pk)' };
    await expect(client.send(new TransactWriteCommand({ TransactItems: [{ Put: onlyNew }] }))).rejects.toThrow(
      TransactionCanceledException,
    );
    const got = await client.send(new GetCommand({ TableName, Key: { pk: 'b', sk: 'state' }, ConsistentRead: true }));
    expect(got.Item).toEqual({ pk: 'b', sk: 'state' });
    const values = { ':p': 'bank' };
    const query = { TableName, KeyConditionExpression: 'inboxPk = :p', ExpressionAttributeValues: values };
    const found = await client.send(new QueryCommand({ ...query, IndexName: 'inbox' }));
    expect(found.Items).toHaveLength(1);
    expect(counted(usage, 'dynamodb')).toEqual([
      'dynamodb.cancelled-transactions Fun 1 1',
      'dynamodb.read-units Fun inbox 0.5',
      'dynamodb.read-units Fun table 1',
      'dynamodb.requests Fun GetItem 1',
      'dynamodb.requests Fun PutItem 1',
      'dynamodb.requests Fun Query 1',
      'dynamodb.requests Fun TransactWriteItems 2',
      'dynamodb.transactions Fun 2 1',
      // two units for each KB in a transaction: 4 for the larger item, 2 for the other; then 2 for an item that had 2 KB
      'dynamodb.write-units Fun inbox 1',
      'dynamodb.write-units Fun table 8',
    ]);
  });

  test('passes on what the engine refuses, and what is no call of data', async () => {
    const ask = (target: string) =>
      fetch(meter.endpointFor('Fun'), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `DynamoDB_20120810.${target}`,
          'x-amz-date': '20260101T000000Z',
          authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=x',
        },
        body: JSON.stringify({ TableName: target === 'DescribeTable' ? table.tableName : 'no-such-table', Key: {} }),
      });
    expect(await (await ask('DescribeTable')).json()).toMatchObject({ Table: { TableName: table.tableName } });
    const refused = await ask('GetItem');
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Exception')]);
  });
});

describe('a city that counts', { timeout: 120_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'cordon-usage-'));
  const usage = createUsage();
  let city: City;
  beforeAll(async () => {
    const notes = join(root, 'notes');
    mkdirSync(notes);
    city = await startCity({
      ...{ assembly: writeTinyCity(root, notes), dataDir: join(root, 'data'), port: 0, speed: 60 },
      usage,
    });
  }, 120_000);
  afterAll(async () => {
    await city.stop();
    rmSync(root, { recursive: true });
  }, 60_000);

  test('counts a request on its way through API, table, stream and queue', async () => {
    for (const id of ['other-1', 'item-1']) await fetch(`${city.api}/items/${id}`, { method: 'POST' });
    await expect.poll(() => counted(usage, 'sqs.requests'), patience).toContain('sqs.requests Tiny-Queue delete 1');
    expect(counted(usage, 'api')).toEqual(['api.requests POST /items/{id} 2']);
    expect(counted(usage, 'dynamodb')).toEqual([
      'dynamodb.requests Tiny-ApiFunction PutItem 2',
      'dynamodb.write-units Tiny-ApiFunction table 2',
    ]);
    expect(counted(usage, 'stream')).toEqual(['stream.records Tiny-Relay 2', 'stream.records-passed Tiny-Relay 1']);
    expect(counted(usage, 'lambda.requests')).toEqual(
      expect.arrayContaining([
        'lambda.requests Tiny-ApiFunction api 2',
        'lambda.requests Tiny-Consumer queue 1',
        'lambda.requests Tiny-Relay stream 1',
      ]),
    );
    expect(counted(usage, 'sqs.requests')).toEqual(
      expect.arrayContaining(['sqs.requests Tiny-Queue receive 1', 'sqs.requests Tiny-Queue send 1']),
    );
    const [ms = 0, gb = 0] = ['lambda.milliseconds', 'lambda.gigabyte-milliseconds'].map(
      (measure) => usage.reading().find((line) => line.measure === measure && line.labels[0] === 'Tiny-Relay')?.amount,
    );
    expect(ms).toBeGreaterThanOrEqual(1);
    expect(gb).toBe(ms / 4);
  });

  test('counts the states that an execution enters, and the runs of a schedule', async () => {
    const sfn = new SFNClient({
      endpoint: city.engines.SFN,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await sfn.send(new StartExecutionCommand({ stateMachineArn: city.model.stateMachines[0]?.arn, input: '{}' }));
    await expect.poll(() => counted(usage, 'lambda.requests'), patience).toContain('lambda.requests Tiny-Task workflow 1');
    expect(counted(usage, 'states')).toEqual([
      'states.executions Tiny-Workflow 1',
      'states.transitions Tiny-Workflow Pause 1',
      'states.transitions Tiny-Workflow Work 1',
    ]);
    await expect.poll(() => counted(usage, 'schedule').length, patience).toBe(1);
    sfn.destroy();
  });
});
