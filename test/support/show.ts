/** `npm run --silent show -- order#ord_…`: the items of a stream in the table of the city that runs, unpacked, for a look at them. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { tableShape } from '../../shared/journal/keys.ts';
import { unpackItem } from '../../shared/journal/packed-item.ts';

/** @throws Error with one line that tells the next step */
async function show(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true });
  const [stream] = positionals;
  if (stream === undefined) throw new Error('Name a stream, such as bank#jinghua or order#ord_…');
  const client = new DynamoDBClient({
    endpoint: endpointOf(join(resolve(values.data ?? '.cordon'), 'dynamodb.log')),
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  try {
    const { TableNames: [TableName] = [] } = await client.send(new ListTablesCommand({})).catch(() => {
      throw new Error('The city whose data these are does not run: start it with npm start');
    });
    const pages = paginateQuery(
      { client: DynamoDBDocumentClient.from(client) },
      {
        TableName,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': tableShape.partitionKey },
        ExpressionAttributeValues: { ':pk': stream },
        ConsistentRead: true,
      },
    );
    let shown = 0;
    for await (const { Items = [] } of pages) {
      for (const item of Items) process.stdout.write(`${JSON.stringify(unpackItem(item), undefined, 2)}\n`);
      shown += Items.length;
    }
    if (shown === 0) throw new Error(`The table has nothing of ${stream}`);
  } finally {
    client.destroy();
  }
}

/** Where the engine of the city listens: the last start in its log counts. */
function endpointOf(log: string): string {
  try {
    const endpoint = [...readFileSync(log, 'utf8').matchAll(/^Dynoxide listening on (\S+)$/gm)].at(-1)?.[1];
    if (endpoint !== undefined) return endpoint;
  } catch {
    // said below
  }
  throw new Error(`No city keeps its data here (${log}): start one with npm start, or say which with --data DIR`);
}

try {
  await show(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
