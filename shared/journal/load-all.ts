import { chunks } from '../kernel/chunks.ts';
import type { Fact } from '../kernel/decision.ts';
import type { IndexQuery, Journal } from './journal.ts';
import { pagesOf } from './pages-of.ts';
import { idOfStream, type Loaded, type StreamType } from './stream.ts';

/** The most streams in one read of the journal. */
const AT_ONCE = 100;

/** Any number of streams of one kind, in the order asked: one read for each hundred, all at the same time; none if none is asked for. */
export async function loadAll<State, F extends Fact>(
  journal: Journal,
  type: StreamType<State, F>,
  ids: readonly string[],
): Promise<readonly Loaded<State, F>[]> {
  return (await Promise.all(chunks(ids, AT_ONCE).map((some) => journal.loadMany(type, some)))).flat();
}

/** The states of all streams in a part of an index, in its order: the index says which there are, their states how each stands. */
export async function statesIn<State, F extends Fact>(
  journal: Journal,
  type: StreamType<State, F>,
  part: Pick<IndexQuery, 'index' | 'pk'>,
): Promise<readonly State[]> {
  const states: State[] = [];
  for await (const cards of pagesOf(journal, { ...part, limit: AT_ONCE })) {
    const loaded = await loadAll(
      journal,
      type,
      cards.map(({ stream }) => idOfStream(stream)),
    );
    states.push(...loaded.flatMap(({ state }) => state ?? []));
  }
  return states;
}
