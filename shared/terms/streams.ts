import type { StreamType } from '../journal/stream.ts';
import { impossible } from '../kernel/impossible.ts';
import { termOf } from './keys.ts';
import { RunningTerm, RunningTermFact, TermRegister, TermRegisterFact } from './model.ts';

/**
 * The terms that run, one stream for each reader; found by reader, by their end. They only repeat what the things themselves say, so their
 * facts are not kept: the history is that of the things.
 */
export const RunningTerms: StreamType<RunningTerm, RunningTermFact> = {
  name: 'running-term',
  schemaVersion: 2,
  state: RunningTerm,
  fact: RunningTermFact,
  evolve: (before, { type, data }) => {
    if (type === 'running-term.set') return { ...data.term, setAt: data.at };
    return { ...(before ?? impossible('a term begins with its end')), over: true };
  },
  index: ({ over, ...term }) =>
    over ? { entries: {}, card: {} } : { entries: { inbox: termOf(term.reader, term.endsAt, term.termId) }, card: { ...term } },
  onlyState: true,
};

/** Which terms are kept of a thing, by the id of the thing. */
export const TermRegisters: StreamType<TermRegister, TermRegisterFact> = {
  name: 'term-register',
  schemaVersion: 1,
  state: TermRegister,
  fact: TermRegisterFact,
  evolve: (_, { data }) => ({ open: data.open }),
  index: () => ({ entries: {}, card: {} }),
  onlyState: true,
};
