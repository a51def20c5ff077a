import type { Fact } from './decision.ts';
import type { Lifecycle } from './lifecycle.ts';

/** The data of a context's facts, by type. */
type DataOf<F extends Fact> = { readonly [One in F as One['type']]: One['data'] };

/** How a context's facts change its state. They leave out the status: that is in the lifecycle's table. */
export interface Evolving<State, F extends Fact, Birth extends F['type']> {
  /** The state that begins with the fact. A kind of stream that can begin anew gets the earlier state. */
  readonly births: { readonly [T in Birth]: (data: DataOf<F>[T], before: State | undefined, type: T) => Omit<State, 'status'> };
  /** The changes of each later fact. */
  readonly steps: { readonly [T in Exclude<F['type'], Birth>]: (before: State, data: DataOf<F>[T]) => Omit<State, 'status'> };
  /** The further change of every later fact: the time of the last touch. It sees the state with its new status. */
  readonly always?: (after: State, fact: F, before: State) => State;
}

/**
 * How a state follows from a fact, the same for every context: the lifecycle gives the next status, the context the other changes. It
 * accepts every fact that a decider gave.
 *
 * @returns a function that throws an Error if the lifecycle has no such step: then facts and table disagree, and the append must fail
 */
export function evolver<
  Status extends string,
  State extends { readonly status: Status },
  F extends Fact,
  Birth extends F['type'],
>(
  lifecycle: Pick<Lifecycle<Status | 'new', string, F['type']>, 'name' | 'after'>,
  { births, steps, always = (after) => after }: Evolving<State, F, Birth>,
): (before: State | undefined, fact: F) => State {
  // the tables are complete by their types; TypeScript does not carry that through a union of facts
  const begin: Readonly<Record<string, ((data: unknown, before: State | undefined, type: string) => object) | undefined>> =
    births as never;
  const go: Readonly<Record<string, ((before: State, data: unknown) => object) | undefined>> = steps as never;
  return (before, fact) => {
    const from = before?.status ?? 'new';
    const status = lifecycle.after(from, fact.type);
    if (status === undefined || status === 'new')
      throw new Error(`${nounOf(lifecycle.name)} that is ${from} cannot take ${fact.type}`);
    const birth = begin[fact.type];
    if (birth !== undefined) return { ...birth(fact.data, before, fact.type), status } as State;
    if (before === undefined) throw new Error(`${fact.type} cannot be the first fact of ${nounOf(lifecycle.name)}`);
    const step = go[fact.type];
    if (step === undefined) throw new Error(`${fact.type} is no fact of ${nounOf(lifecycle.name)}`);
    return always({ ...step(before, fact.data), status } as State, fact, before);
  };
}

function nounOf(name: string): string {
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}
