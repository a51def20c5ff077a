import { describe } from 'vitest';
import type { Journal } from '../../shared/journal/journal.ts';
import { factPages, indexes, taskTokens } from './journal-contract-reads.ts';
import { commands, conflicts, streams } from './journal-contract-writes.ts';

/** What every journal must do, whatever it is made of. `journal` gives the one to test, once it is up. */
export function journalContract(name: string, journal: () => Journal): void {
  describe(name, () => {
    describe('streams', () => streams(journal));
    describe('conflicts', () => conflicts(journal));
    describe('commands', () => commands(journal));
    describe('facts', () => factPages(journal));
    describe('indexes', () => indexes(journal));
    describe('task tokens', () => taskTokens(journal));
  });
}
