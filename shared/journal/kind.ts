import * as z from 'zod';
import type { About } from '../kernel/about.ts';
import type { Context } from '../kernel/context.ts';
import type { Fact } from '../kernel/decision.ts';
import type { IdPrefix } from '../kernel/ids.ts';
import type { Thing } from '../kernel/thing.ts';
import type { StreamType } from './stream.ts';

/**
 * The data of one kind of stream for the services that handle every kind (audit, notices, sweep, timelines). Each context says it in its
 * `kind.ts`, and `functions/lookups/kinds.ts` lists it. Three parts, not one, because each function holds only the part that it needs: the
 * bundler drops unused ones of the functions below.
 */

/** The form of a request for the history of a stream, and its readers. */
export interface AuditedKind<State = unknown> {
  readonly stream: string;
  /** How its ids begin: with a prefix, or with a word of their own and a colon (`bank:jinghua`), or with both (`case-reads:cas_…`). */
  readonly starts: `${IdPrefix}_` | `${string}:` | `${string}:${IdPrefix}_`;
  /** How its ids go on behind a word, as a pattern; absent if they are those of agencies. */
  readonly ids?: string;
  /**
   * Whether its facts stand in the timeline of a case, and which agencies that share the part `timeline` see them: all (`shared`), those that
   * share this part as well, or none (`kept`).
   */
  readonly timeline?: 'shared' | 'kept' | 'money' | 'objections';
  /** The readers of the history. Absent if the audit looks further than the stream (`functions/audit/operations.ts`). */
  readonly reader?: {
    /** The members of the state that decide it; no others are looked at. */
    members(): z.ZodType<State>;
    thing(state: State): Thing;
    /** The alarm of a thing of one: the readers of the alarm read its history, too. */
    alarm?(state: State): string;
  };
}

/** The subject of a notice of a fact. */
export type ToldKind<State = unknown> = {
  about(state: State): About;
} & (
  | {
      /** The state at the fact, not the present one. */
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
  /** The facts due at `context.now` and not noted yet. It gives each fact once. */
  due(state: State, context: Context): readonly Fact[];
}

const AnyFact: z.ZodType<Fact> = z.object({ type: z.string(), data: z.unknown() });

/** @throws Error for any change of such a stream: it is only read */
function never(): never {
  throw new Error('a stream of which only a part is read is not changed');
}

/** A kind of stream of which only these members matter here. States of every release that has them can be read. */
export function readOnly<State>(name: string, state: z.ZodType<State>): StreamType<State, Fact> {
  return { name, schemaVersion: Number.MAX_SAFE_INTEGER, state, fact: AnyFact, evolve: never, index: never };
}
