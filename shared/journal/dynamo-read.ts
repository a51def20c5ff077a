import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type ReadItems, type Wanted, wholeFactPage } from './fact-page.ts';
import { cardOf } from './items.ts';
import type { CardPage, FactPage, IndexPosition, IndexQuery } from './journal.ts';
import { EVENT_PREFIX, eventKey, STATE, TASK, tableShape } from './keys.ts';
import type { Item } from './packed-item.ts';
import type { Pause } from './pause.ts';

/** The table to read from. */
export interface Source {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const MAX_BATCH = 100;
const MAX_ATTEMPTS = 8;

export async function getItem({ client, tableName }: Source, pk: string, sk: string): Promise<Item | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }));
  return Item;
}

/**
 * The state items of these streams, by stream; streams that do not exist are missing.
 * @throws Error if the database is still too busy after several attempts
 */
export async function getStates(
  { client, tableName }: Source,
  streams: readonly string[],
  pause: Pause,
): Promise<ReadonlyMap<string, Item>> {
  if (streams.length > MAX_BATCH) throw new Error(`${streams.length} streams are asked for at once; ${MAX_BATCH} is the most`);
  const found = new Map<string, Item>();
  let keys: Record<string, unknown>[] = [...new Set(streams)].map((pk) => ({ pk, sk: STATE }));
  for (let attempt = 1; keys.length > 0; attempt += 1) {
    if (attempt > MAX_ATTEMPTS)
      throw new Error(`${keys.length} of ${streams.length} streams could not be read: the table is too busy`);
    if (attempt > 1) await pause(attempt);
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } }),
    );
    for (const item of answer.Responses?.[tableName] ?? []) found.set(String(item['pk']), item);
    keys = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return found;
}

export function queryFacts(
  source: Source,
  stream: string,
  { after = 0, limit }: { readonly after?: number; readonly limit: number },
  pause: Pause,
): Promise<FactPage> {
  const wanted = { after, limit };
  return wholeFactPage(() => factItems(source, stream, wanted), wanted, pause);
}

async function factItems({ client, tableName }: Source, stream: string, { after, limit }: Wanted): Promise<ReadItems> {
  // One more than asked for tells whether there is a next page. Behind the last fact stands the state, which may hold facts itself.
  const answer = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: '#pk = :stream AND #sk BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#pk': tableShape.partitionKey, '#sk': tableShape.sortKey },
      ExpressionAttributeValues: { ':stream': stream, ':from': eventKey(after + 1), ':to': STATE },
      Limit: limit + 1,
      ConsistentRead: true,
    }),
  );
  // A page also ends where it has one megabyte.
  return { items: answer.Items ?? [], more: answer.LastEvaluatedKey !== undefined };
}

/** So many items have a token among them, in nearly every stream that has one. */
const END_PAGE = 10;

/** The items of a stream page by page from its end: a task token that was kept by itself, the state, the facts from the last one back. */
export async function* fromTheEnd({ client, tableName }: Source, stream: string): AsyncGenerator<readonly Item[]> {
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: '#pk = :stream AND #sk BETWEEN :first AND :last',
        ExpressionAttributeNames: { '#pk': tableShape.partitionKey, '#sk': tableShape.sortKey },
        ExpressionAttributeValues: { ':stream': stream, ':first': EVENT_PREFIX, ':last': TASK },
        ScanIndexForward: false,
        Limit: END_PAGE,
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    yield Items;
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

export async function queryIndex({ client, tableName }: Source, query: IndexQuery): Promise<CardPage> {
  const { index, limit, after, newestFirst = false } = query;
  const { partitionKey, sortKey } = tableShape.indexes[index];
  const range = rangeOf(query);
  if (range === undefined) return { cards: [] };
  const answer = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: index,
      KeyConditionExpression: ['#pk = :pk', range.condition].filter((part) => part !== '').join(' AND '),
      ExpressionAttributeNames: { '#pk': partitionKey, ...(range.condition === '' ? {} : { '#sk': sortKey }) },
      ExpressionAttributeValues: { ':pk': query.pk, ...range.values },
      ScanIndexForward: !newestFirst,
      Limit: limit + 1,
      ...(after === undefined
        ? {}
        : {
            ExclusiveStartKey: {
              pk: after['stream'],
              sk: after['item'] ?? STATE,
              [partitionKey]: query.pk,
              [sortKey]: after['sk'],
            },
          }),
    }),
  );
  const items = answer.Items ?? [];
  const cards = items.slice(0, limit).map((item) => cardOf(item, index));
  const last = cards.at(-1);
  const more = items.length > limit || answer.LastEvaluatedKey !== undefined;
  return more && last !== undefined ? { cards, next: positionOf(last, items[cards.length - 1]) } : { cards };
}

/** Where a page ended. For a state, its stream names the item; a fact names it itself. */
function positionOf({ stream, sk }: CardPage['cards'][number], item: Item | undefined): IndexPosition {
  const own = String(item?.[tableShape.sortKey]);
  return own === STATE ? { stream, sk } : { stream, sk, item: own };
}

/** The condition on the sort key; undefined if nothing can lie between the bounds, which the database takes for an error. */
function rangeOf({ from, to }: IndexQuery): { readonly condition: string; readonly values: Item } | undefined {
  if (from !== undefined && to !== undefined) {
    if (Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0) return undefined;
    return { condition: '#sk BETWEEN :from AND :to', values: { ':from': from, ':to': to } };
  }
  if (from !== undefined) return { condition: '#sk >= :from', values: { ':from': from } };
  if (to !== undefined) return { condition: '#sk <= :to', values: { ':to': to } };
  return { condition: '', values: {} };
}
