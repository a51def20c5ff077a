import type { RecordedFact } from '../../shared/journal/journal.ts';
import type { About } from '../../shared/kernel/about.ts';
import { readFact } from '../../shared/kernel/tolerant.ts';
import { CoordinationFact } from './coordination-facts.ts';
import type { FactByType, FactType } from './facts.ts';
import type { CoordinationRelayTools, CoordinationTools, Reaction } from './reaction.ts';
import { coordinationReactions } from './reactions/coordination-table.ts';
import { isRechecking, recheckFile } from './reactions/evidence-files.ts';
import { isNaming, tellFinding } from './reactions/finding.ts';
import { isLinking, proposeLinksOfOrder } from './reactions/link-proposals.ts';
import { notify } from './reactions/notify.ts';
import { countForOutlet, isOfOutlet, isTakenBack, takeOffOutlets } from './reactions/outlets.ts';
import { settle } from './reactions/settle.ts';
import { countInStatistics, isCounted } from './reactions/statistics.ts';
import { askProvider, isMessaging, isUnwarning, takeBackFraudAfterWarning } from './reactions/warnings.ts';
import { type Consequence, type Course, consequencesOf, createRelay, type Relay } from './relay.ts';
import { aboutOf } from './told-desks.ts';

const coordination: Course<CoordinationRelayTools> = {
  // few: in a flood all orders count in the same figures, and more at once would only come in each other's way and in that of the stops
  lanes: 2,
  consequences: (recorded) => {
    const fact = readFact(CoordinationFact, recorded);
    if (fact === undefined) return undefined;
    const counted = isCounted(fact) ? consequencesOf([countInStatistics], fact) : [];
    const linking = isLinking(fact) ? consequencesOf([proposeLinksOfOrder], fact) : [];
    const naming = isNaming(fact) ? consequencesOf([tellFinding], fact) : [];
    const opened = isOfOutlet(fact) ? consequencesOf([countForOutlet], fact) : [];
    const takenBack = isTakenBack(fact) ? consequencesOf([takeOffOutlets], fact) : [];
    const rechecking = isRechecking(fact) ? consequencesOf([recheckFile], fact) : [];
    const messaging = isMessaging(fact) ? consequencesOf([askProvider], fact) : [];
    const unwarning = isUnwarning(fact) ? consequencesOf([takeBackFraudAfterWarning], fact) : [];
    return [
      ...messaging,
      ...unwarning,
      ...consequencesFor(fact.type, fact),
      ...counted,
      ...linking,
      ...naming,
      ...opened,
      ...takenBack,
      ...rechecking,
    ];
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
  // both look at the thing as it was at the fact: it is read once
  let about: Promise<About> | undefined;
  const looking = (recorded: RecordedFact, tools: CoordinationTools) => ({
    tools,
    aboutIt: () => (about ??= aboutOf(recorded, tools)),
  });
  const desks: readonly Consequence<CoordinationTools>[] = [
    { name: 'settle', bring: (recorded, tools) => settle(type, fact, recorded, looking(recorded, tools)) },
    { name: 'notify', bring: (recorded, tools) => notify(type, fact, recorded, looking(recorded, tools)) },
  ];
  return line === undefined ? desks : [...consequencesOf(line, fact), ...desks];
}
