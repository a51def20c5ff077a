import { idOfStream } from '../../../shared/journal/stream.ts';
import type { FactOf, FactType, KnownFact } from '../facts.ts';
import type { CoordinationRelayTools, Reaction } from '../reaction.ts';

/** The facts after which Cordon looks itself for a file in the store. */
export const recheckingFacts = ['evidence-file.recheck-due'] as const satisfies readonly FactType[];

type RecheckingFact = FactOf<(typeof recheckingFacts)[number]>;

export function isRechecking(fact: KnownFact): fact is RecheckingFact {
  return recheckingFacts.some((type) => type === fact.type);
}

/** The store's events come twice, late or never: after the link of an upload is over, Cordon looks once itself. */
export const recheckFile: Reaction<RecheckingFact, CoordinationRelayTools> = {
  name: 'recheckFile',
  does: 'has Cordon look itself for a file whose upload it heard nothing of, or ask the scanner again that did not answer',
  react: async ({ recorded }, { evidenceQueue }) => {
    await evidenceQueue.recheck(idOfStream(recorded.stream));
  },
};
