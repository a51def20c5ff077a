import type { Loaded } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { createCityJournal } from './agencies.ts';
import type { MemoryJournal } from './memory-journal.ts';

/** A journal whose things can be posed: shown with other members than they have, while nothing that is appended is kept. */
export interface PosedJournal extends MemoryJournal {
  /** From now on the things of this kind are shown with these members. */
  pose(kind: string, members: (state: object) => object): void;
  /** From now on every append succeeds and changes nothing. */
  still(): void;
  /** How many facts were appended since it is still. */
  appended(): number;
}

/** The journal of the test city. What one call to a still journal does, the next does not find. */
export function createPosedJournal(): PosedJournal {
  const journal = createCityJournal();
  const posed = new Map<string, (state: object) => object>();
  let isStill = false;
  let appended = 0;
  const shown = <State, F extends Fact>(loaded: Loaded<State, F>): Loaded<State, F> => {
    const members = posed.get(loaded.type.name);
    const { state } = loaded;
    if (typeof state !== 'object' || state === null || members === undefined) return loaded;
    return { ...loaded, state: loaded.type.state.parse({ ...state, ...members(state) }) };
  };
  return {
    ...journal,
    load: async (type, id) => shown(await journal.load(type, id)),
    loadMany: async (type, ids) => (await journal.loadMany(type, ids)).map(shown),
    append: async (append) => {
      if (!isStill) return journal.append(append);
      appended += append.changes.reduce((sum, { facts }) => sum + facts.length, 0);
      const versions = append.changes.map((one) => [one.stream, one.expectedVersion + one.facts.length]);
      return { outcome: 'appended', versions: Object.fromEntries(versions) };
    },
    pose: (kind, members) => void posed.set(kind, members),
    still: () => {
      isStill = true;
    },
    appended: () => appended,
  };
}
