import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import { commandItem, loadedOf } from '../../shared/journal/items.ts';
import { record } from '../../shared/journal/recording.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { commandOf, counted, Depots, Parcels, takenIn, weighed } from '../support/journal-samples.ts';

// Answers that the embedded engine never gives, and the real service does under load.
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
);
const database = mockClient(client);
let pauses = 0;
const pause = async (): Promise<void> => {
  pauses += 1;
};
const journal = createDynamoJournal({ client, tableName: 'table', pause });

beforeEach(() => {
  database.reset();
  pauses = 0;
});

/** Cancelled for these reasons, in the order of the items: command, then state and facts of each stream. */
function cancelled(...codes: readonly string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}

const command = commandOf();
const append = { command, changes: [change(fresh(Parcels, 'p'), takenIn()), change(fresh(Depots, 'd'), counted())] };

test('another transaction under way on an item is waited for', async () => {
  database
    .on(TransactWriteCommand)
    .rejectsOnce(cancelled('None', 'TransactionConflict', 'None', 'None', 'None'))
    .rejectsOnce(cancelled('ThrottlingError', 'None', 'None', 'None', 'None'))
    .resolves({});
  expect((await journal.append(append)).outcome).toBe('appended');
  expect(pauses).toBe(2);
});

test('a transaction that goes on is a conflict, to be decided again', async () => {
  database.on(TransactWriteCommand).rejects(cancelled('None', 'TransactionConflict', 'None', 'None', 'None'));
  expect(await journal.append(append)).toEqual({ outcome: 'conflict', stream: 'parcel#p' });
  expect(database.commandCalls(TransactWriteCommand)).toHaveLength(5);
});

test('the reasons tell which stream another command changed', async () => {
  database.on(TransactWriteCommand).rejects(cancelled('None', 'None', 'None', 'ConditionalCheckFailed', 'TransactionConflict'));
  expect(await journal.append(append)).toEqual({ outcome: 'conflict', stream: 'depot#d' });
});

test('the reasons tell also which stream was changed that the append only rests on', async () => {
  database.on(TransactWriteCommand).rejects(cancelled('None', 'None', 'None', 'None', 'None', 'None', 'ConditionalCheckFailed'));
  const requires = [
    { stream: 'parcel#q', version: 3 },
    { stream: 'parcel#r', version: 0 },
  ];
  expect(await journal.append({ ...append, requires })).toEqual({ outcome: 'conflict', stream: 'parcel#r' });
});

test('a command that was carried out before is not mistaken for a conflict', async () => {
  database
    .on(TransactWriteCommand)
    .rejects(cancelled('ConditionalCheckFailed', 'ConditionalCheckFailed', 'None', 'None', 'None'));
  database.on(GetCommand).resolves({ Item: { ...commandItem({ ...append, answer: { status: 201, body: null } }) } });
  expect(await journal.append(append)).toEqual({ outcome: 'replayed', answer: { status: 201, body: null } });
});

test('facts beyond the version of their stream are an error, not a conflict to be retried for ever', async () => {
  database.on(TransactWriteCommand).rejects(cancelled('None', 'None', 'ConditionalCheckFailed', 'None', 'None'));
  await expect(journal.append(append)).rejects.toThrow('parcel#p has facts beyond its version');
});

test('any other failure is passed on', async () => {
  database.on(TransactWriteCommand).rejects(cancelled('None', 'ValidationError', 'None', 'None', 'None'));
  await expect(journal.append(append)).rejects.toThrow('None, ValidationError, None');
  database.on(TransactWriteCommand).rejects(new ProvisionedThroughputExceededException({ message: 'busy', $metadata: {} }));
  await expect(journal.append(append)).rejects.toThrow('busy');
});

test('keys the database did not get to are asked for again', async () => {
  const [parcel] = record(append).streams;
  const [first, second] = [
    { pk: 'parcel#p', sk: 'state' },
    { pk: 'parcel#q', sk: 'state' },
  ];
  database
    .on(BatchGetCommand)
    .resolvesOnce({ Responses: { table: [] }, UnprocessedKeys: { table: { Keys: [first, second] } } })
    .resolvesOnce({ Responses: { table: [{ ...parcel?.state }] }, UnprocessedKeys: { table: { Keys: [second] } } })
    .resolves({ Responses: { table: [] } });
  const loaded = await journal.loadMany(Parcels, ['p', 'q']);
  expect(loaded.map(({ version }) => version)).toEqual([1, 0]);
  expect(database.commandCalls(BatchGetCommand).map((call) => call.args[0].input.RequestItems?.['table']?.Keys?.length)).toEqual([
    2, 2, 1,
  ]);
  expect(pauses).toBe(2);
});

test('a database that stays too busy to read is an error', async () => {
  database.on(BatchGetCommand).resolves({ UnprocessedKeys: { table: { Keys: [{ pk: 'parcel#p', sk: 'state' }] } } });
  await expect(journal.loadMany(Parcels, ['p'])).rejects.toThrow('1 of 1 streams could not be read');
});

test('a page the database cut short for its size has a next one', async () => {
  const [parcel] = record(append).streams;
  database.on(QueryCommand).resolves({
    Items: (parcel?.facts ?? []).map((fact) => ({ ...fact })),
    LastEvaluatedKey: { pk: 'parcel#p', sk: 'event#000000000001' },
  });
  expect(await journal.facts('parcel#p', { limit: 10 })).toMatchObject({ facts: [{ seq: 1 }], next: 1 });
});

test('facts that an append took out of the state between two items of a read are read again; a fact that is gone for good is not made up', async () => {
  const some: typeof Parcels = { ...Parcels, factsWithin: { most: 2, told: ['parcel.handed-out'] } };
  const begin = change(fresh(some, 'p'), takenIn(), weighed(4), weighed(3));
  const [before] = record({ command: commandOf(), changes: [begin] }).streams;
  const loaded = loadedOf(some, 'p', before?.state);
  const [after] = record({ command: commandOf(), changes: [change(loaded, weighed(2))] }).streams;
  const [first, second] = [...(before?.facts ?? []), ...(after?.facts ?? [])].map((item) => ({ ...item }));
  const state = { ...after?.state };
  if (first === undefined || second === undefined) throw new Error('two facts have items of their own');
  // the second fact goes out of the state after its place was read, and before the state is
  const torn = { Items: [first, state] };
  database
    .on(QueryCommand)
    .resolvesOnce(torn)
    .resolves({ Items: [first, second, state] });
  expect((await journal.facts('parcel#p', { limit: 10 })).facts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect([database.commandCalls(QueryCommand).length, pauses]).toEqual([2, 1]);
  // a state that was read before the append, behind a fact that was read after it
  database.reset();
  database.on(QueryCommand).resolves({ Items: [first, second, { ...before?.state }] });
  expect((await journal.facts('parcel#p', { limit: 10 })).facts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  database.reset();
  database.on(QueryCommand).resolves(torn);
  expect((await journal.facts('parcel#p', { limit: 10 })).facts.map(({ seq }) => seq)).toEqual([1, 3, 4]);
  expect(database.commandCalls(QueryCommand)).toHaveLength(5);
});

test('a damaged fact is named, and its content is not', async () => {
  database.on(QueryCommand).resolves({ Items: [{ pk: 'parcel#p', sk: 'event#000000000001', data: { name: 'a name' } }] });
  await expect(journal.facts('parcel#p', { limit: 10 })).rejects.toThrow('the fact parcel#p event#000000000001 is damaged');
});

test('streams are read consistently, and nothing is ever scanned', async () => {
  database.on(GetCommand).resolves({}).on(QueryCommand).resolves({}).on(BatchGetCommand).resolves({});
  await journal.load(Parcels, 'p');
  await journal.loadMany(Parcels, ['p']);
  await journal.facts('parcel#p', { limit: 1 });
  await journal.find({ index: 'due', pk: 'due#0', limit: 1 });
  expect(database.calls().map(({ args }) => args[0].constructor.name)).toEqual([
    'GetCommand',
    'BatchGetCommand',
    'QueryCommand',
    'QueryCommand',
  ]);
  expect(database.commandCalls(GetCommand)[0]?.args[0].input.ConsistentRead).toBe(true);
  expect(database.commandCalls(BatchGetCommand)[0]?.args[0].input.RequestItems?.['table']?.ConsistentRead).toBe(true);
  expect(database.commandCalls(QueryCommand)[0]?.args[0].input.ConsistentRead).toBe(true);
});

/** A state whose facts are not kept, of a command that leaves no record. */
const single = { command, changes: [change(fresh({ ...Depots, onlyState: true }, 'd'), counted())], remember: false };
const failed = { message: 'failed', $metadata: {} };

test('an append of a single item is a put under the same condition, without a transaction', async () => {
  database.on(PutCommand).resolvesOnce({}).rejects(new ConditionalCheckFailedException(failed));
  expect(await journal.append(single)).toEqual({ outcome: 'appended', versions: { 'depot#d': 1 } });
  expect(await journal.append(single)).toEqual({ outcome: 'conflict', stream: 'depot#d' });
  const [put] = database.commandCalls(PutCommand);
  expect(put?.args[0].input).toMatchObject({
    ConditionExpression: 'attribute_not_exists(#pk)',
    Item: { pk: 'depot#d', version: 1 },
  });
  expect(database.commandCalls(TransactWriteCommand)).toEqual([]);
});

test('a put that meets a transaction waits for it, and is a conflict if that goes on; other errors are errors', async () => {
  const met = new TransactionConflictException(failed);
  database.on(PutCommand).rejectsOnce(met).resolves({});
  expect((await journal.append(single)).outcome).toBe('appended');
  expect(pauses).toBe(1);
  database.on(PutCommand).rejects(met);
  expect(await journal.append(single)).toEqual({ outcome: 'conflict', stream: 'depot#d' });
  database.on(PutCommand).rejects(new ProvisionedThroughputExceededException(failed));
  await expect(journal.append(single)).rejects.toThrow('failed');
});
