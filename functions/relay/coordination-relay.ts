import * as z from 'zod';
import { readFact } from '../../shared/kernel/tolerant.ts';
import { coordinationFacts, sharedFacts } from '../lookups/kinds.ts';
import type { FactByType, FactType } from './facts.ts';
import type { CoordinationRelayTools, CoordinationTools, Reaction } from './reaction.ts';
import { coordinationReactions } from './reactions/coordination-table.ts';
import { isRechecking, recheckFile } from './reactions/evidence-files.ts';
import { isNaming, tellFinding } from './reactions/finding.ts';
import { isLinking, proposeLinksOfOrder } from './reactions/link-proposals.ts';
import { notify } from './reactions/notify.ts';
import { countInStatistics, isCounted } from './reactions/statistics.ts';
import { type Consequence, type Course, consequencesOf, createRelay, type Relay } from './relay.ts';

/** The facts that the relay of coordination is told of. */
export const CoordinationFact = z.discriminatedUnion('type', [...sharedFacts, ...coordinationFacts]);

const coordination: Course<CoordinationRelayTools> = {
  // few: in a flood all orders count in the same figures, and more at once would only come in each other's way and in that of the stops
  lanes: 2,
  consequences: (recorded) => {
    const fact = readFact(CoordinationFact, recorded);
    if (fact === undefined) return undefined;
    const counted = isCounted(fact) ? consequencesOf([countInStatistics], fact) : [];
    const linking = isLinking(fact) ? consequencesOf([proposeLinksOfOrder], fact) : [];
    const naming = isNaming(fact) ? consequencesOf([tellFinding], fact) : [];
    const rechecking = isRechecking(fact) ? consequencesOf([recheckFile], fact) : [];
    return [...consequencesFor(fact.type, fact), ...counted, ...linking, ...naming, ...rechecking];
  },
};

/** The relay of what agencies do together, of all notices, of the figures, and of what is found again: none of it delays an order. */
export function createCoordinationRelay(tools: CoordinationRelayTools): Relay {
  return createRelay(coordination, tools);
}

/** Facts of the freeze path have no line here, but may have notices. */
type Lines = { readonly [T in FactType]?: readonly Reaction<FactByType[T], CoordinationTools>[] };
const lines: Lines = coordinationReactions;

function consequencesFor<T extends FactType>(type: T, fact: FactByType[T]): readonly Consequence<CoordinationTools>[] {
  const line: Lines[T] = lines[type];
  const told: Consequence<CoordinationTools> = {
    name: 'notify',
    bring: (recorded, tools) => notify(type, fact, recorded, tools),
  };
  return line === undefined ? [told] : [...consequencesOf(line, fact), told];
}
