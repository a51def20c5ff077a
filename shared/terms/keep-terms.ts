import { canonicalJson } from '../kernel/canonical.ts';
import { type RunningTerm, type RunningTermFact, type TermOfThing, termStreamId } from './model.ts';

/** The terms that a thing should have, each for each of its readers, by the ids of their streams. */
export function termsByStream(terms: readonly TermOfThing[]): ReadonlyMap<string, RunningTerm> {
  return new Map(
    terms.flatMap(({ readers, ...term }) =>
      readers.map(({ reader, standing }) => [
        termStreamId(term.termId, reader),
        { ...term, reader, standing, over: false } satisfies RunningTerm,
      ]),
    ),
  );
}

/**
 * What makes a kept term what it should be.
 *
 * @param wanted undefined if the term does not run
 * @returns the fact, or undefined if nothing has to change
 */
export function termKept(
  before: RunningTerm | undefined,
  wanted: RunningTerm | undefined,
  at: string,
): RunningTermFact | undefined {
  if (wanted === undefined) return before === undefined || before.over ? undefined : { type: 'running-term.ended', data: { at } };
  return before !== undefined && canonicalJson({ ...before, setAt: undefined }) === canonicalJson(wanted)
    ? undefined
    : { type: 'running-term.set', data: { at, term: wanted } };
}
