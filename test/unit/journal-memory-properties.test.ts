import { journalProperties } from '../support/journal-properties.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';

const journal = createMemoryJournal();

journalProperties('the journal in memory under many writers', () => journal, 100);
