import { afterAll, beforeAll } from 'vitest';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { journalContract } from '../support/journal-contract.ts';
import { journalProperties } from '../support/journal-properties.ts';
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

journalContract('the journal in DynamoDB', () => journal);
journalProperties('the journal in DynamoDB under many writers', () => journal, 8);
