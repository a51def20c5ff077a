import { countedFacts } from '../../shared/freezes/stats/figures.ts';
import type { FactByType, FactType } from './facts.ts';
import { notices } from './notices.ts';
import type { Reaction } from './reaction.ts';
import { coordinationReactions } from './reactions/coordination-table.ts';
import { recheckingFacts } from './reactions/evidence-files.ts';
import { namingFacts } from './reactions/finding.ts';
import { freezePathReactions } from './reactions/freeze-path-table.ts';
import { linkingFacts } from './reactions/link-proposals.ts';
import { outletFacts } from './reactions/outlets.ts';
import { messagingFacts, unwarningFacts } from './reactions/warnings.ts';
import { settledBy } from './settlements.ts';

/** What follows from a fact, in this order. A fact without a line causes nothing. */
type Reactions = { readonly [T in FactType]?: readonly Reaction<FactByType[T]>[] };

/**
 * The one table of the effects of facts. Its lines stand in two files, because two functions carry them out, each of which holds only what
 * it needs. `docs/reactions.md` is made from it.
 */
export const reactions: Reactions = { ...freezePathReactions, ...coordinationReactions };

/** The facts that each of the two receives: those that cause something there. */
export const followed = {
  freezePath: Object.keys(freezePathReactions).toSorted(),
  coordination: [
    ...new Set([
      ...Object.keys(coordinationReactions),
      ...Object.keys(notices),
      ...settledBy.keys(),
      ...countedFacts,
      ...linkingFacts,
      ...outletFacts,
      ...namingFacts,
      ...recheckingFacts,
      ...messagingFacts,
      ...unwarningFacts,
    ]),
  ].toSorted(),
} as const;
