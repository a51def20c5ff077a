import { applied, splitFacts } from '../../shared/journal/split-facts.ts';
import { type AnyLoaded, type Change, type Loaded, streamKey } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';

/** The facts of one append to several streams of one kind, as they are gathered. */
export interface Draft {
  /** Adds facts to the stream, behind those that it has here already. */
  add<State, F extends Fact>(loaded: Loaded<State, F>, facts: readonly F[]): void;
  /** The stream as it will be with the facts that it has here so far. */
  now<State, F extends Fact>(loaded: Loaded<State, F>): Loaded<State, F>;
  changes(): readonly Change[];
}

export function createDraft(): Draft {
  const streams = new Map<string, { readonly loaded: AnyLoaded; readonly facts: Fact[] }>();
  const keyOf = ({ type, id }: Pick<AnyLoaded, 'id'> & { readonly type: Pick<AnyLoaded['type'], 'name'> }): string =>
    streamKey(type.name, id);
  return {
    add: (loaded, facts) => {
      const key = keyOf(loaded);
      const kept = streams.get(key) ?? { loaded, facts: [] };
      kept.facts.push(...facts);
      streams.set(key, kept);
    },
    now: (loaded) => applied(loaded, streams.get(keyOf(loaded))?.facts ?? []),
    changes: () => [...streams.values()].flatMap(({ loaded, facts }) => splitFacts([loaded], facts)),
  };
}
