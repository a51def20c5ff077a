import type { Fact } from '../kernel/decision.ts';
import { type AnyLoaded, type Change, change, type Loaded } from './stream.ts';

/** The facts among these that are of this kind of stream, checked against its schema before they are kept for good. */
function ownFacts<State, F extends Fact>({ type }: Loaded<State, F>, facts: readonly Fact[]): readonly F[] {
  return facts.filter((fact) => kindOf(fact) === type.name).map((fact) => type.fact.parse(fact));
}

/**
 * One change for each stream that the decider gave facts for. The type of a fact tells its stream.
 * @throws Error if a fact's stream was not loaded, or two of its kind were: then only the caller knows which
 */
export function splitFacts(streams: readonly AnyLoaded[], facts: readonly Fact[]): readonly Change[] {
  for (const fact of facts) {
    const takers = streams.filter(({ type }) => type.name === kindOf(fact)).length;
    if (takers !== 1) throw new Error(`${fact.type} can go to ${takers} of the streams loaded; it must be one`);
  }
  return streams.flatMap((loaded) => {
    const [first, ...rest] = ownFacts(loaded, facts);
    return first === undefined ? [] : [change(loaded, first, ...rest)];
  });
}

/** The stream as it will be once these facts are appended, except its last hash; facts of other streams leave it as it is. */
export function applied<State, F extends Fact>(loaded: Loaded<State, F>, facts: readonly Fact[]): Loaded<State, F> {
  const own = ownFacts(loaded, facts);
  const state = own.reduce<State | undefined>((before, fact) => loaded.type.evolve(before, fact), loaded.state);
  return { ...loaded, version: loaded.version + own.length, state };
}

function kindOf({ type }: Fact): string {
  return type.slice(0, type.indexOf('.'));
}
