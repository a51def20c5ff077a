import { chunks } from '../kernel/chunks.ts';
import type { Fact } from '../kernel/decision.ts';
import type { Journal } from './journal.ts';
import type { Loaded, StreamType } from './stream.ts';

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
