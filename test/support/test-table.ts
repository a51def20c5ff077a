import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ensureTable, startDynamoDb, type TableModel } from '../../local/engines/dynamodb.ts';
import { tableShape } from '../../shared/journal/keys.ts';

/** A table of the product's shape in an engine of its own. */
export interface TestTable {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly endpoint: string;
  /** The folder of the engine's data and log. */
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** Starts the real engine on a free port, with its data in a folder that goes away with it. */
export async function startTestTable(): Promise<TestTable> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cordon-table-'));
  const endpointGiven = process.env['DYNAMODB_ENDPOINT'];
  const engine = await startDynamoDb({ dataDir, ...(endpointGiven === undefined ? {} : { endpoint: endpointGiven }) });
  const tableName = `cordon-test-${process.pid}-${Math.floor(performance.timeOrigin)}`;
  await ensureTable(engine.endpoint, tableModel(tableName));
  const plainClient = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    client: DynamoDBDocumentClient.from(plainClient),
    tableName,
    endpoint: engine.endpoint,
    dataDir,
    stop: async () => {
      plainClient.destroy();
      await engine.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function tableModel(TableName: string): TableModel {
  const { partitionKey, sortKey, timeToLive, projected, indexes } = tableShape;
  const names = [partitionKey, sortKey, ...Object.values(indexes).flatMap((index) => [index.partitionKey, index.sortKey])];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, index]) => ({
      IndexName,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projected] },
    })),
    ttlAttribute: timeToLive,
  };
}

function keySchema(partitionKey: string, sortKey: string): NonNullable<TableModel['KeySchema']> {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
}
