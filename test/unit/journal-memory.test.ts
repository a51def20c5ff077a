import { journalContract } from '../support/journal-contract.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';

const journal = createMemoryJournal();

journalContract('the journal in memory', () => journal);
