import type { Fact } from '../kernel/decision.ts';
import { readFact } from '../kernel/tolerant.ts';
import type { Journal } from './journal.ts';
import { type StreamType, streamKey } from './stream.ts';

const PAGE = 100;

/**
 * The state as it was at the fact of this number: the stored state if nothing has happened since, otherwise made from the facts up to
 * there.
 *
 * @param seq of a fact of the stream; 0 is before the first
 * @throws Error if the stream has fewer facts
 */
export async function stateAt<State, F extends Fact>(
  journal: Journal,
  type: StreamType<State, F>,
  id: string,
  seq: number,
): Promise<State | undefined> {
  const { state, version } = await journal.load(type, id);
  return version === seq ? state : stateFromFacts(journal, type, id, seq);
}

/**
 * The same from the facts alone, for callers who know that the stream has gone on. A fact of a type that only a later release knows is passed
 * over: what it changed is missing here, though not in the stored state. So nothing is decided on such a state; it serves figures and
 * notices.
 */
export async function stateFromFacts<State, F extends Fact>(
  journal: Journal,
  type: StreamType<State, F>,
  id: string,
  seq: number,
): Promise<State | undefined> {
  const stream = streamKey(type.name, id);
  let state: State | undefined;
  let after = 0;
  while (after < seq) {
    const { facts } = await journal.facts(stream, { after, limit: Math.min(PAGE, seq - after) });
    if (facts.length === 0) throw new Error(`${stream} has fewer facts than ${seq}`);
    for (const recorded of facts) {
      const fact = readFact(type.fact, recorded);
      if (fact !== undefined) state = type.evolve(state, fact);
    }
    after += facts.length;
  }
  return state;
}
