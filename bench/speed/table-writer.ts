import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../../shared/journal/packed-item.ts';
import { times } from './in-flight.ts';

/** The city's table, past its functions. */
export interface TableWriter {
  get(pk: string, sk: string): Promise<Item | undefined>;
  /** Puts an item for each number from the one up to the other. */
  fill(from: number, to: number, itemOf: (n: number) => Item): Promise<void>;
  close(): void;
}

const BATCH = 25;
const WRITERS = 4;

export function openTableWriter(endpoint: string, TableName: string): TableWriter {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }));
  const put = async (items: readonly Item[]): Promise<void> => {
    const requests = items.map((item) => ({ PutRequest: { Item: { ...item } } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
  };
  return {
    get: async (pk, sk) => (await client.send(new GetCommand({ TableName, Key: { pk, sk } }))).Item,
    fill: async (from, to, itemOf) => {
      await times(Math.ceil((to - from) / BATCH), WRITERS, (batch) => {
        const first = from + batch * BATCH;
        return put(Array.from({ length: Math.min(BATCH, to - first) }, (_, n) => itemOf(first + n)));
      });
    },
    close: () => client.destroy(),
  };
}
