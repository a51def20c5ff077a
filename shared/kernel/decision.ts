import type { RefusalCode } from './refusals.ts';

/** Something that happened, in the past tense, with its data. Recorded once, never changed. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** Details a caller may see: counts, versions, states. Never the caller's input. */
export type RefusalDetail = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A refusal, with a code of the domain. `facts` are still recorded (a dispute is refused, and recorded). */
export interface Refusal<F extends Fact = never> {
  readonly kind: 'refusal';
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;
  readonly facts: readonly F[];
}

/** Accepted, with these facts. No facts: nothing changes, e.g. because the same thing was recorded before. */
export interface Acceptance<F extends Fact> {
  readonly kind: 'acceptance';
  readonly facts: readonly F[];
}

/**
 * The answer of a decider. A decider is `(state, input, known, context)`: the state that it changes, what the caller sent, what was looked
 * up for it, and the context; without `known` where nothing is looked up, without `input` where the command has none.
 */
export type Decision<F extends Fact> = Acceptance<F> | Refusal<F>;

/** Accepted, and the id of what begins with the facts. */
export interface Creation<F extends Fact> extends Acceptance<F> {
  readonly made: string;
}

/** The answer of a creator, a decider without a state: `(input, known, context)`. It says what it made, so the id is not sought in facts. */
export type Created<F extends Fact> = Creation<F> | Refusal<F>;

export function accept<F extends Fact>(...facts: readonly F[]): Acceptance<F> {
  return { kind: 'acceptance', facts };
}

/** @param made the id of what begins with these facts */
export function create<F extends Fact>(made: string, ...facts: readonly F[]): Creation<F> {
  return { kind: 'acceptance', facts, made };
}

export function refuse(code: RefusalCode, detail: RefusalDetail = {}): Refusal {
  return { kind: 'refusal', code, detail, facts: [] };
}

/** A refusal that is recorded: the command does not happen, but the facts given here are kept. */
export function refuseAndRecord<F extends Fact>(code: RefusalCode, detail: RefusalDetail, ...facts: readonly F[]): Refusal<F> {
  return { kind: 'refusal', code, detail, facts };
}
