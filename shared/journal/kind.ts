import * as z from 'zod';
import type { About } from '../kernel/about.ts';
import type { Context } from '../kernel/context.ts';
import type { Fact } from '../kernel/decision.ts';
import type { IdPrefix } from '../kernel/ids.ts';
import type { Thing } from '../kernel/thing.ts';
import type { StreamType } from './stream.ts';

/**
 * What the services for every kind of stream (audit, notices, sweep, timelines) must know of one kind. Each context says it in its `kind.ts`,
 * and `functions/lookups/kinds.ts` lists it. Three parts, not one, because each function holds only the part that it needs: of the functions
 * below, the bundler drops what is not used.
 */

/** How the history of a stream is asked for, and who may read it. */
export interface AuditedKind<State = unknown> {
  readonly stream: string;
  /** How its ids begin: with a prefix, or with a word of their own and a colon (`bank:jinghua`), or with both (`case-reads:cas_…`). */
  readonly starts: `${IdPrefix}_` | `${string}:` | `${string}:${IdPrefix}_`;
  /** Whether its facts stand in the timeline of a case, and whether agencies that share the part `timeline` see them. */
  readonly timeline?: 'shared' | 'kept';
  /** Who may read the history. Absent where audit looks further than the stream (`functions/audit/operations.ts`). */
  readonly reader?: {
    /** The members of the state that decide it; no others are looked at. */
    members(): z.ZodType<State>;
    thing(state: State): Thing;
  };
}

/** What a notice of a fact says it is about. */
export type ToldKind<State = unknown> = {
  about(state: State): About;
} & (
  | {
      /** What is told is as it was at the fact. */
      readonly type: StreamType<State, Fact>;
    }
  | {
      /** The first fact settles all that is told: the stream, and the members of its state that say it. */
      readonly stream: string;
      members(): z.ZodType<State>;
    }
);

/** A kind of stream that time alone changes, and that needs to know only itself for it. */
export interface DueKind<State = unknown> {
  readonly type: StreamType<State, Fact>;
  /** What is due at `context.now` and not noted yet. It gives each fact once. */
  due(state: State, context: Context): readonly Fact[];
}

const AnyFact: z.ZodType<Fact> = z.object({ type: z.string(), data: z.unknown() });

/** @throws Error for what is never done with such a stream: it is read, and not changed */
function never(): never {
  throw new Error('a stream of which only a part is read is not changed');
}

/** A kind of stream of which only these members matter here. States of every release that has them can be read. */
export function readOnly<State>(name: string, state: z.ZodType<State>): StreamType<State, Fact> {
  return { name, schemaVersion: Number.MAX_SAFE_INTEGER, state, fact: AnyFact, evolve: never, index: never };
}
