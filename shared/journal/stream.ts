import type * as z from 'zod';
import type { Fact } from '../kernel/decision.ts';

/** The purposes for which streams are found again. `keys.ts` has their attribute names. */
export type IndexName = 'inbox' | 'file' | 'due' | 'listing' | 'attention';

/** Where a stream stands in one index. */
export interface IndexEntry {
  readonly pk: string;
  readonly sk: string;
}

/** How indexes find a state: the entries, and the card that lists show without reading the whole. */
export interface IndexView {
  readonly entries: { readonly [I in IndexName]?: IndexEntry };
  readonly card: Readonly<Record<string, unknown>>;
}

/**
 * A log in which a fact stands, in the index `listing` and by its time, and the content of its line. Readers of a log do not read the
 * facts.
 */
export interface FactLog {
  readonly pk: string;
  /** Copied into the index like the card: no name, no account number, no signature. */
  readonly line: Readonly<Record<string, unknown>>;
}

/**
 * A kind of stream: how its state follows from its facts, how the journal checks both on reading, which indexes find it. Its facts are
 * named `<name>.<what happened>`; its key is `<name>#<id>`.
 */
export interface StreamType<State, F extends Fact> {
  readonly name: string;
  /**
   * Raised when the persisted shape of the state changes so that the release before cannot read it, or so that `upcast` must know. A new
   * optional member raises nothing: a release that does not know it passes it over, and writes it back.
   */
  readonly schemaVersion: number;
  readonly state: z.ZodType<State>;
  readonly fact: z.ZodType<F>;
  /**
   * A state of an earlier version as one of the present version, before it is parsed. Absent if the schema reads every earlier one as it is.
   * It must bear a state that has the new members already: the release before may have written such a state back.
   */
  readonly upcast?: (state: unknown, schemaVersion: number) => unknown;
  // Methods, not properties: so every kind of stream is also a kind of stream in general (`AnyLoaded`), whose facts are parsed first.
  /**
   * The state after the fact. Total: evolve accepts for good every fact that a decider gave, since the journal makes states again from
   * facts (`state-at.ts`), those of long ago too.
   */
  evolve(state: State | undefined, fact: F): State;
  index(state: State): IndexView;
  /**
   * Partition of the index `file` in which the stream's facts themselves stand, by time and beside those of other streams, so that a reader
   * gets them together page by page. Absent if no reader needs that. An entry tells type, time and agency, never the content of the fact.
   */
  factsFile?(state: State): string;
  /** The log that this fact stands in, if any: each costs one more write of an index. @param state after the append */
  factLog?(state: State, fact: F): FactLog | undefined;
  /**
   * What the fact adds to figures elsewhere, told along with it: so their reader need not make the state before the fact again. It follows
   * from the facts, so no hash covers it.
   *
   * @param before the state before the fact
   * @param after the state after it
   */
  aside?(before: State | undefined, fact: F, after: State): unknown;
  /**
   * True if its facts only add up to its state: then they are not kept, and no reader gets them. The state itself tells what was counted, or
   * the record of the command that brought it.
   */
  readonly onlyState?: true;
  /**
   * True if its facts are kept in the item of its state: each append writes one item instead of two. For streams of few facts which no relay
   * is told of, since a relay sees items of facts. A kind that has it keeps it: facts in items of their own are read as those from before.
   */
  readonly factsWithin?: true;
}

/** The previous hash of the first fact of a stream. */
export const GENESIS_HASH = '0'.repeat(64);

/** A stream as read: version 0 and no state if it has no fact yet. */
export interface Loaded<State, F extends Fact> {
  readonly type: StreamType<State, F>;
  readonly id: string;
  /** The number of its facts so far, which is the sequence number of the last. */
  readonly version: number;
  /** Hash of its last fact, to which the next one is chained; `GENESIS_HASH` if there is none. */
  readonly lastHash: string;
  readonly state: State | undefined;
  /** The facts that the item of its state holds, as they are kept; absent if it holds none. */
  readonly within?: readonly Readonly<Record<string, unknown>>[];
  /** The members of the state that a later release added. They are written back as they were; this release does not look at them. */
  readonly later?: Readonly<Record<string, unknown>>;
}

/** A stream as read, of any kind. */
export type AnyLoaded = Loaded<unknown, Fact>;

/** What an append does to one stream. Made by `change`, so that state and facts never disagree. */
export interface Change {
  /** `<name>#<id>` */
  readonly stream: string;
  readonly expectedVersion: number;
  /** Hash of the fact at `expectedVersion`. */
  readonly lastHash: string;
  readonly schemaVersion: number;
  readonly facts: readonly Fact[];
  readonly state: unknown;
  readonly later?: Readonly<Record<string, unknown>>;
  readonly view: IndexView;
  /** Where an index has the facts beside those of other streams. */
  readonly factsFile?: string;
  /** The log that each of the facts stands in, by its place among them. */
  readonly factLogs?: readonly (FactLog | undefined)[];
  /** What is told along with each of the facts, by its place among them. */
  readonly asides?: readonly unknown[];
  /** The facts are in the state, and not kept. */
  readonly onlyState?: true;
  /** The facts go into the item of the state, behind these, which it holds already. */
  readonly within?: readonly Readonly<Record<string, unknown>>[];
}

export function streamKey(name: string, id: string): string {
  return `${name}#${id}`;
}

/** The name of the kind of stream that a key is of. */
export function kindOfStream(key: string): string {
  return key.slice(0, key.indexOf('#'));
}

/** The id in a stream's key. */
export function idOfStream(key: string): string {
  return key.slice(key.indexOf('#') + 1);
}

/** The change that these facts make to the stream as it was loaded. */
export function change<State, F extends Fact>(loaded: Loaded<State, F>, ...facts: readonly [F, ...F[]]): Change {
  const [first, ...rest] = facts;
  const { type } = loaded;
  const asides: unknown[] = [];
  const evolved = (before: State | undefined, fact: F): State => {
    const after = type.evolve(before, fact);
    asides.push(type.aside?.(before, fact, after));
    return after;
  };
  const state = rest.reduce(evolved, evolved(loaded.state, first));
  return {
    stream: streamKey(type.name, loaded.id),
    expectedVersion: loaded.version,
    lastHash: loaded.lastHash,
    schemaVersion: type.schemaVersion,
    facts,
    state,
    ...(loaded.later === undefined ? {} : { later: loaded.later }),
    view: type.index(state),
    ...(type.factsFile === undefined ? {} : { factsFile: type.factsFile(state) }),
    ...(type.factLog === undefined ? {} : { factLogs: facts.map((fact) => type.factLog?.(state, fact)) }),
    ...(type.aside === undefined ? {} : { asides }),
    ...(type.onlyState === undefined ? {} : { onlyState: type.onlyState }),
    ...(type.factsWithin === undefined ? {} : { within: loaded.within ?? [] }),
  };
}

/** A stream that does not exist yet. */
export function fresh<State, F extends Fact>(type: StreamType<State, F>, id: string): Loaded<State, F> {
  return { type, id, version: 0, lastHash: GENESIS_HASH, state: undefined };
}
