import { journalContract } from '../support/journal-contract.ts';
import { journalProperties } from '../support/journal-properties.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';

const journal = createMemoryJournal();

journalContract('the journal in memory', () => journal);
journalProperties('the journal in memory under many writers', () => journal, 100);
