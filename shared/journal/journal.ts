import type { Actor } from '../kernel/context.ts';
import type { Fact } from '../kernel/decision.ts';
import type { Change, IndexName, Loaded, StreamType } from './stream.ts';

/** The command that an append carries out: the actor, the time, the reason, and the key under which it happens once. */
export interface Command {
  /** Its name in the API: the route's or the reaction's. */
  readonly name: string;
  /** Unique for this command for good: the caller's agency and its Idempotency-Key, or the id of the fact that a reaction follows. */
  readonly id: string;
  /** Hash of the input, so that the journal notices a key that is reused for something else. */
  readonly inputHash: string;
  readonly actor: Actor;
  readonly correlationId: string;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/** The answer that a replay of the command gets again. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Append {
  readonly command: Command;
  /** At most 40 changes; one transaction. */
  readonly changes: readonly Change[];
  /** Streams that it rests on and does not change: it is a conflict if one of them is no longer at the version that was read. */
  readonly requires?: readonly RequiredVersion[];
  /** Kept with the command for replays. Absent for reactions, whose replay only needs to do nothing. */
  readonly answer?: StoredAnswer;
  /**
   * False if the command leaves no record under its id: it comes once only, or the streams that it changes tell that it was carried out.
   * Then the journal does not know it again. Default true.
   */
  readonly remember?: boolean;
  /**
   * Kept in the item of the last fact of its stream, which the append changes. It is no part of the fact: no hash covers it, and no reader of
   * facts gets it.
   */
  readonly task?: KeptTask;
}

/** The task token of a workflow that waits for something to happen to a stream. */
export interface KeptTask {
  /** `<name>#<id>` */
  readonly stream: string;
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
}

/** A stream that must still be at the version that was read. */
export interface RequiredVersion {
  /** `<name>#<id>` */
  readonly stream: string;
  /** 0 if it must not exist. */
  readonly version: number;
}

export type Appended =
  | { readonly outcome: 'appended'; readonly versions: Readonly<Record<string, number>> }
  /** Another command changed this stream first: load, decide and append again, or tell the caller. */
  | { readonly outcome: 'conflict'; readonly stream: string }
  /** The same command came before, with the same input. */
  | { readonly outcome: 'replayed'; readonly answer: StoredAnswer | undefined }
  /** The same key came before with another input. */
  | { readonly outcome: 'key-reused' };

/** A fact as recorded: with its actor, time and reason, chained to the one before it in its stream. */
export interface RecordedFact {
  readonly stream: string;
  /** 1 for the first fact of the stream. */
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
  readonly at: string;
  readonly actor: Actor;
  readonly command: { readonly name: string; readonly id: string };
  readonly correlationId: string;
  /** SHA-256 (hex) of the fact before it in its stream; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 (hex) of everything above. */
  readonly hash: string;
  /** What the kind of stream tells along with its facts (`aside`), if it does; absent of facts recorded before it did. */
  readonly aside?: unknown;
}

export interface FactPage {
  readonly facts: readonly RecordedFact[];
  /** Pass as `after` for the next page; absent on the last. */
  readonly next?: number;
}

export interface CardPage {
  readonly cards: readonly {
    readonly stream: string;
    readonly card: Readonly<Record<string, unknown>>;
    readonly sk: string;
  }[];
  /** Pass as `after` for the next page; absent on the last. */
  readonly next?: IndexPosition;
}

/** Where a page of an index ended. Opaque to callers of the API: it travels encrypted, in a cursor. */
export type IndexPosition = Readonly<Record<string, string>>;

export interface IndexQuery {
  readonly index: IndexName;
  readonly pk: string;
  /** Inclusive bounds on the sort key. */
  readonly from?: string;
  readonly to?: string;
  readonly newestFirst?: boolean;
  readonly limit: number;
  readonly after?: IndexPosition;
}

/** The data with which the journal remembers a command's key. */
export interface Recollection {
  readonly inputHash: string;
  readonly answer?: StoredAnswer;
}

/**
 * The only writer. One append is one transaction: facts, new states guarded by their versions, and the record of the command if it may come
 * again. So each change has its fact, and a retried command acts once.
 */
export interface Journal {
  load<State, F extends Fact>(type: StreamType<State, F>, id: string): Promise<Loaded<State, F>>;
  /** Several streams of one kind in one read, in the order asked; at most 100. */
  loadMany<State, F extends Fact>(type: StreamType<State, F>, ids: readonly string[]): Promise<readonly Loaded<State, F>[]>;
  append(append: Append): Promise<Appended>;
  /** The record of a command, or undefined. The journal does not see records past their time, deleted or not. */
  recall(commandId: string, now: string): Promise<Recollection | undefined>;
  /** The facts of a stream in order, after sequence number `after` (default 0). */
  facts(stream: string, page: { readonly after?: number; readonly limit: number }): Promise<FactPage>;
  find(query: IndexQuery): Promise<CardPage>;
  /**
   * Keeps a workflow's task token beside the stream, without any fact; the relay is told of it. No endpoint serves it, and it is never a
   * fact. The latest wins: a token issued before the kept one (a message that came a second time) changes nothing.
   */
  keepTaskToken(task: KeptTask): Promise<void>;
  /** The token issued last, whether it was kept by itself or with a fact. */
  taskToken(stream: string): Promise<string | undefined>;
}
