import { StatsOfDay } from '../../../shared/freezes/stats/stats.ts';
import { tally } from '../../../shared/freezes/stats/tally.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { stateFromFacts } from '../../../shared/journal/state-at.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { accept } from '../../../shared/kernel/decision.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf, FactType, KnownFact } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** The facts that make up the figures of a day. */
export const countedFacts = [
  'order.requested',
  'order.placed-in-line',
  'order.turned-down',
  'order.breached',
  'order.unanswered',
  'order.stopped',
  'order.returned',
  'order.already-held',
  'order.failed',
  'order.joined',
  'order.corrected',
  'order.taken-from-line',
  'order.released',
  'order.frozen',
  'order.unfrozen',
  'order.expired',
  'order.expired-in-line',
  'order.lapsed',
] as const satisfies readonly FactType[];

type CountedFact = FactOf<(typeof countedFacts)[number]>;

export function isCounted(fact: KnownFact): fact is CountedFact {
  return countedFacts.some((type) => type === fact.type);
}

/** Counts the fact's share in the figures of the district and day of the alarm; under the fact's id, so exactly once. */
export const countInStatistics: Reaction<CountedFact, CoordinationTools> = {
  name: 'countInStatistics',
  does: "adds the fact to the district's figures of the day of the alarm, exactly once",
  react: async ({ fact, recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    const before = await stateFromFacts(journal, StopOrders, idOfStream(recorded.stream), recorded.seq - 1);
    const counted = tally(before, fact, context);
    if (counted === undefined) return;
    await appendOnce(journal, commandOf('countInStatistics', recorded, context.now), async () =>
      planFrom(accept(counted.fact), [await journal.load(StatsOfDay, counted.id)]),
    );
  },
};
