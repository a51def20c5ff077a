import type * as z from 'zod';
import type { Fact } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';

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
  factsFile?(state: State): string | undefined;
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
   * Says that its facts are kept in the item of its state: each append writes one item instead of two. True for streams of few facts which
   * no relay is told of, since a relay sees items of facts; otherwise how far. For kinds without `factsFile`, `factLog` and `aside`.
   */
  readonly factsWithin?: true | Within<F['type']>;
}

/** How far facts are kept in the item of their state. */
interface Within<FactType extends string> {
  /** So many it holds, the newest ones: each append writes them again. Those before them go into items of their own, the oldest first. */
  readonly most: number;
  /** Relays are told of these: such a fact goes into an item, and before it all that the state held. */
  readonly told: readonly FactType[];
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
  /** The facts that the item of the state holds until now; absent if it holds none. */
  readonly held?: readonly Readonly<Record<string, unknown>>[];
  /** So many of these and of the facts of the change stay in the item of the state, the last ones; none if absent. */
  readonly keeps?: number;
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
    ...defined({ factsFile: type.factsFile?.(state) }),
    ...(type.factLog === undefined ? {} : { factLogs: facts.map((fact) => type.factLog?.(state, fact)) }),
    ...(type.aside === undefined ? {} : { asides }),
    ...(type.onlyState === undefined ? {} : { onlyState: type.onlyState }),
    ...keptWithin(loaded, facts),
  };
}

/** What the item of the state holds of the facts, before the change and after it. */
function keptWithin<State, F extends Fact>(
  { type: { factsWithin }, within: held }: Loaded<State, F>,
  facts: readonly F[],
): Pick<Change, 'held' | 'keeps'> {
  const all = (held?.length ?? 0) + facts.length;
  const keeps = factsWithin === true ? all : mostOf(factsWithin, facts, all);
  return { ...(held === undefined ? {} : { held }), ...(keeps === 0 ? {} : { keeps }) };
}

function mostOf<F extends Fact>(limits: Within<F['type']> | undefined, facts: readonly F[], all: number): number {
  if (limits === undefined || facts.some(({ type }) => limits.told.includes(type))) return 0;
  return Math.min(limits.most, all);
}

/** A stream that does not exist yet. */
export function fresh<State, F extends Fact>(type: StreamType<State, F>, id: string): Loaded<State, F> {
  return { type, id, version: 0, lastHash: GENESIS_HASH, state: undefined };
}
