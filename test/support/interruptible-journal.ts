import type { Journal } from '../../shared/journal/journal.ts';
import type { MemoryJournal } from './memory-journal.ts';

export interface InterruptibleJournal extends MemoryJournal {
  /** Before the answer of this number from now on, something else happens, once. */
  interrupt(at: number, meanwhile: () => Promise<unknown>): void;
  /** Whether it has happened; nothing happens any more. */
  interrupted(): boolean;
}

/** The journal, between two answers of which another command can be carried out. */
export function interruptibleJournal(memory: MemoryJournal): InterruptibleJournal {
  let left = 0;
  let meanwhile: (() => Promise<unknown>) | undefined;
  const answering = async <T>(answer: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left === 0 && meanwhile !== undefined) {
      const happens = meanwhile;
      meanwhile = undefined;
      await happens();
    }
    return answer();
  };
  const journal: Journal = {
    ...memory,
    load: (type, id) => answering(() => memory.load(type, id)),
    loadMany: (type, ids) => answering(() => memory.loadMany(type, ids)),
    append: (append) => answering(() => memory.append(append)),
    recall: (id, now) => answering(() => memory.recall(id, now)),
    facts: (stream, page) => answering(() => memory.facts(stream, page)),
    find: (query) => answering(() => memory.find(query)),
  };
  return {
    ...journal,
    written: memory.written,
    interrupt: (at, happens) => {
      left = at;
      meanwhile = happens;
    },
    interrupted: () => {
      const happened = meanwhile === undefined;
      meanwhile = undefined;
      return happened;
    },
  };
}
