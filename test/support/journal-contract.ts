import { describe } from 'vitest';
import type { Journal } from '../../shared/journal/journal.ts';
import { factPages, indexes, taskTokens } from './journal-contract-reads.ts';
import { releases } from './journal-contract-releases.ts';
import { factFiles, factLogs, requirements } from './journal-contract-together.ts';
import { factsWithin } from './journal-contract-within.ts';
import { commands, conflicts, streams } from './journal-contract-writes.ts';

/** The duties of every journal, of any make. `journal` gives the one to test, once it is up. */
export function journalContract(name: string, journal: () => Journal): void {
  describe(name, () => {
    describe('streams', () => streams(journal));
    describe('facts in the item of the state', () => factsWithin(journal));
    describe('conflicts', () => conflicts(journal));
    describe('commands', () => commands(journal));
    describe('facts', () => factPages(journal));
    describe('indexes', () => indexes(journal));
    describe('what an append rests on', () => requirements(journal));
    describe('facts beside each other', () => factFiles(journal));
    describe('facts in a log', () => factLogs(journal));
    describe('task tokens', () => taskTokens(journal));
    describe('what another release wrote', () => releases(journal));
  });
}
