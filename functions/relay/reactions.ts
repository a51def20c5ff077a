import type { FactByType, FactType } from './facts.ts';
import { notices } from './notices.ts';
import type { Reaction } from './reaction.ts';
import { coordinationReactions } from './reactions/coordination.ts';
import { freezePathReactions } from './reactions/freeze-path.ts';
import { linkingFacts } from './reactions/link-proposals.ts';
import { countedFacts } from './reactions/statistics.ts';

/** The reactions to each fact, in this order. Every fact has its line, also one without reactions. */
type Reactions = { readonly [T in FactType]: readonly Reaction<FactByType[T]>[] };

/**
 * The one table of the effects of facts. Its lines stand in two files, because two functions carry them out, each of which holds only what
 * it needs. `docs/reactions.md` is made from it.
 */
export const reactions: Reactions = { ...freezePathReactions, ...coordinationReactions };

/** The kinds of streams that each of the two receives: those whose facts cause something there. */
export const followed = {
  freezePath: streamsOf(causing(freezePathReactions)),
  coordination: streamsOf([...causing(coordinationReactions), ...Object.keys(notices), ...countedFacts, ...linkingFacts]),
} as const;

function causing(table: Readonly<Record<string, readonly unknown[]>>): readonly string[] {
  return Object.entries(table).flatMap(([type, list]) => (list.length > 0 ? [type] : []));
}

/** A fact is named after its kind of stream and what happened. */
function streamsOf(factTypes: readonly string[]): readonly string[] {
  return [...new Set(factTypes.map((type) => type.slice(0, type.indexOf('.'))))].toSorted();
}
