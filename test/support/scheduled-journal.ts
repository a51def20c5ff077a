import type * as fc from 'fast-check';
import type { Journal } from '../../shared/journal/journal.ts';
import type { MemoryJournal } from './memory-journal.ts';

interface ScheduledJournal {
  readonly journal: Journal;
  /** A caller that waits for it goes on when the scheduler says so. */
  turn(): Promise<void>;
  /** From here on answers come in the scheduler's order; what a test begins with is simply there. */
  begin(): void;
}

/** The journal, with what commands ask of it answered when the scheduler says so. */
export function scheduledJournal(memory: MemoryJournal, s: fc.Scheduler): ScheduledJournal {
  let begun = false;
  const turn = async (): Promise<void> => (begun ? s.schedule(Promise.resolve()) : undefined);
  const later = async <T>(answer: () => Promise<T>): Promise<T> => {
    await turn();
    return answer();
  };
  const journal: Journal = {
    ...memory,
    load: (type, id) => later(() => memory.load(type, id)),
    loadMany: (type, ids) => later(() => memory.loadMany(type, ids)),
    append: (append) => later(() => memory.append(append)),
    find: (query) => later(() => memory.find(query)),
  };
  const begin = (): void => {
    begun = true;
  };
  return { journal, turn, begin };
}
