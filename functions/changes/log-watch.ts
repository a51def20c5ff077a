import type { Rejection } from '../../shared/http/api-request.ts';
import type { Position } from '../../shared/http/cursor.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { plus } from '../../shared/kernel/time.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { changesIn, factsFrom, type LoggedFact, OVERLAP, positionOf, RECENT, startOf } from './fact-log.ts';
import type { Look, Watch } from './watch.ts';

/** The facts that a reader may see, or the refusal if they may not know of the thing at this moment. */
type Seen = { readonly kind: 'seen'; readonly facts: readonly LoggedFact[] } | Rejection;

/** How a thing is watched by the log of its facts. */
export interface Logged {
  /** The partitions of the log; asked for at each look that found something new. */
  readonly logs: () => readonly string[];
  /**
   * Which of the facts the reader may see. It reads the thing again if one of them is of the thing itself, which may have ended their right;
   * without facts it only looks whether time has.
   */
  readonly seen: (facts: readonly LoggedFact[]) => Promise<Seen>;
}

/** Watches a thing by the log of its facts: a look without news is one query of each log. */
export function watchLog({ journal, now }: Pick<ApiTools, 'journal' | 'now'>, { logs, seen }: Logged): Watch {
  let since: Position | undefined;
  /** The facts that earlier looks of this turn read, seen or not. */
  let read = new Map<string, LoggedFact>();
  let visible: readonly LoggedFact[] = [];
  /** When the look before was made. The city's clock may run faster than the pause between two looks. */
  let looked = '';

  const whole = async (): Promise<Look | Rejection> => {
    const at = now();
    looked = at;
    const start = startOf(since, at);
    if (start === undefined) return refuse('READ_ANEW');
    const facts = await factsFrom(journal, logs(), start);
    if (facts === undefined) return refuse('READ_ANEW');
    const own = await seen(facts);
    if (own.kind === 'refusal') return own;
    read = new Map(facts.map((fact) => [fact.sk, fact]));
    visible = own.facts;
    return changesIn(visible, since, at) ?? refuse('READ_ANEW');
  };

  return {
    first: async (before) => {
      since = before;
      const begun = await seen([]);
      return begun.kind === 'refusal' ? begun : whole();
    },
    again: async () => {
      const at = now();
      const recent = await factsFrom(journal, logs(), plus(looked, -RECENT));
      looked = at;
      if (recent === undefined || recent.some(({ sk }) => !read.has(sk))) {
        const look = await whole();
        if (look.kind === 'refusal' || look.changed.length > 0) return look;
      }
      const still = await seen([]);
      if (still.kind === 'refusal') return still;
      return { kind: 'look', changed: [], position: positionOf(visible, plus(at, -OVERLAP)) };
    },
  };
}
