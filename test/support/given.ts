import { expect } from 'vitest';
import type { StreamType } from '../../shared/journal/stream.ts';
import type { Decision, Fact, RefusalDetail } from '../../shared/kernel/decision.ts';
import type { RefusalCode } from '../../shared/kernel/refusals.ts';

/** The expectation of a test on a fact: its type, and as much of its data as the rule is about. */
export interface ExpectedFact {
  readonly type: string;
  readonly data?: unknown;
}

/**
 * Given these facts, when this is decided, then: `given(Banks, registered).when((bank) => registerBank(bank, …)).thenFacts(…)`.
 * Facts that a decision gives for the same stream are checked against its schemas and evolved, so that no test passes on a fact
 * the journal could not keep.
 */
export function given<State, F extends Fact>(type: StreamType<State, F>): Given<State | undefined>;
export function given<State, F extends Fact>(type: StreamType<State, F>, ...facts: readonly [F, ...F[]]): Given<State>;
export function given<State, F extends Fact>(type: StreamType<State, F>, ...facts: readonly F[]): Given<State | undefined> {
  const before = stateOf(type, ...facts);
  return {
    state: before,
    when: (decide) => {
      const decision = decide(before);
      const own = decision.facts.filter((fact) => fact.type.startsWith(`${type.name}.`)).map((fact) => type.fact.parse(fact));
      const after = own.reduce<State | undefined>((state, fact) => evolveChecked(type, state, fact), before);
      return outcome(decision, after);
    },
  };
}

/** The state that follows from the facts; undefined where there are none. */
export function stateOf<State, F extends Fact>(type: StreamType<State, F>, ...facts: readonly F[]): State | undefined {
  return facts.reduce<State | undefined>((state, fact) => evolveChecked(type, state, fact), undefined);
}

export interface Given<State> {
  readonly state: State;
  when(decide: (state: State) => Decision<Fact>): Outcome<State>;
}

export interface Outcome<State> {
  readonly decision: Decision<Fact>;
  /** Accepted, with exactly these facts in this order. */
  thenFacts(...expected: readonly [ExpectedFact, ...ExpectedFact[]]): Outcome<State>;
  /** Accepted, and nothing changes. */
  thenNothing(): Outcome<State>;
  /** Refused for this reason; `recorded` are the facts kept all the same. */
  thenRefused(code: RefusalCode, detail?: RefusalDetail, ...recorded: readonly ExpectedFact[]): Outcome<State>;
  /** The state after the facts matches. */
  thenState(expected: object): Outcome<State>;
}

function outcome<State>(decision: Decision<Fact>, after: unknown): Outcome<State> {
  const self: Outcome<State> = {
    decision,
    thenFacts: (...expected) => {
      expect(decision.kind, describe(decision)).toBe('acceptance');
      expectFacts(decision.facts, expected);
      return self;
    },
    thenNothing: () => {
      expect(decision).toMatchObject({ kind: 'acceptance', facts: [] });
      return self;
    },
    thenRefused: (code, detail, ...recorded) => {
      expect(describe(decision)).toBe(`refusal ${code}`);
      if (detail !== undefined) expect(decision).toMatchObject({ detail });
      expectFacts(decision.facts, recorded);
      return self;
    },
    thenState: (expected) => {
      expect(after).toMatchObject(expected);
      return self;
    },
  };
  return self;
}

function describe(decision: Decision<Fact>): string {
  return decision.kind === 'refusal' ? `refusal ${decision.code}` : 'acceptance';
}

function expectFacts(actual: readonly Fact[], expected: readonly ExpectedFact[]): void {
  expect(actual.map((fact) => fact.type)).toEqual(expected.map((fact) => fact.type));
  expected.forEach((fact, i) => {
    expect(actual[i]).toMatchObject(fact);
  });
}

function evolveChecked<State, F extends Fact>(type: StreamType<State, F>, state: State | undefined, fact: F): State {
  return type.state.parse(type.evolve(state, type.fact.parse(fact)));
}
