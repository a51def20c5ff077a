import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import { recordedFactOf } from '../../shared/journal/items.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fileKey, STATE } from '../../shared/journal/keys.ts';
import { change, idOfStream } from '../../shared/journal/stream.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import { journalContract } from '../support/journal-contract.ts';
import { journalProperties } from '../support/journal-properties.ts';
import { commandOf, freshId, takeIn, takenIn } from '../support/journal-samples.ts';
import { keptItems } from '../support/kept-releases.ts';
import { startTestTable, type TestTable } from '../support/test-table.ts';

let table: TestTable;
let journal: Journal;

beforeAll(async () => {
  table = await startTestTable();
  journal = createDynamoJournal(table);
}, 60_000);

afterAll(async () => {
  await table.stop();
}, 60_000);

test('what the first release wrote is read from the table, and goes on there', async () => {
  const items = keptItems('release-1', 'streams/order.jsonl');
  const [before] = items.filter(({ sk }) => sk === STATE);
  const orderId = idOfStream(String(before?.['pk']));
  const version = z.int().parse(before?.['version']);
  const facts = items.filter(({ sk }) => sk !== STATE);
  for (const Item of [before, ...facts.slice(0, version)])
    await table.client.send(new PutCommand({ TableName: table.tableName, Item: { ...Item } }));
  const loaded = await journal.load(StopOrders, orderId);
  expect(loaded).toMatchObject({ version, state: { orderId } });
  const card = async () =>
    (await journal.find({ index: 'file', pk: fileKey(loaded.state?.alertId ?? ''), limit: 10 })).cards.map((one) => one.card);
  expect(await card()).toMatchObject([{ orderId, status: loaded.state?.status }]);

  const rest = facts
    .slice(version)
    .map(recordedFactOf)
    .map((fact) => StopOrders.fact.parse({ type: fact.type, data: fact.data }));
  const [first, ...more] = rest;
  if (first === undefined) throw new Error('the last append had no facts');
  const changes = [change(loaded, first, ...more)];
  expect((await journal.append({ command: commandOf(), changes })).outcome).toBe('appended');
  const after = await journal.load(StopOrders, orderId);
  expect(after.version).toBe(facts.length);
  expect(await card()).toMatchObject([{ orderId, status: after.state?.status }]);
  const all = (await journal.facts(`order#${orderId}`, { limit: 100 })).facts;
  expect(verifyChain(all)).toEqual({ intact: true, lastHash: after.lastHash });
});

test('npm run show prints the items of a stream unpacked, and says in one line what is missing', async () => {
  const id = freshId();
  await takeIn(journal, id, takenIn('north', 500));
  const { stdout } = await shown(`parcel#${id}`, '--data', table.dataDir);
  expect(stdout).toContain('"depot": "north"');
  expect(stdout).toContain('"lastHash": "');
  for (const [args, line] of [
    [['parcel#none', '--data', table.dataDir], 'The table has nothing of parcel#none\n'],
    [['--data', table.dataDir], 'Name a stream, such as bank#jinghua or order#ord_…\n'],
    [['bank#jinghua', '--data', '/nowhere'], expect.stringMatching(/^No city keeps its data here .*\n$/)],
  ] as const)
    await expect(shown(...args)).rejects.toMatchObject({ stderr: line });
});

const shown = (...args: readonly string[]) => promisify(execFile)(process.execPath, ['test/support/show.ts', ...args]);

journalContract('the journal in DynamoDB', () => journal);
journalProperties('the journal in DynamoDB under many writers', () => journal, 8);
