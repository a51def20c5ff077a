import { StatsOfDay } from '../../../shared/freezes/stats/stats.ts';
import { Tally, tally } from '../../../shared/freezes/stats/tally.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import type { RecordedFact } from '../../../shared/journal/journal.ts';
import { stateFromFacts } from '../../../shared/journal/state-at.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { accept } from '../../../shared/kernel/decision.ts';
import { appendOnce } from '../../platform/append-once.ts';
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
    const counted = await tallyOf(fact, recorded, tools);
    if (counted === undefined) return;
    const { id, ...figures } = counted;
    const at = tools.now();
    await appendOnce(journal, commandOf('countInStatistics', recorded, at), async () =>
      planFrom(accept({ type: 'stats.counted', data: { at, ...figures } }), [await journal.load(StatsOfDay, id)]),
    );
  },
};

/** What the fact says along with it; of a fact recorded before orders said that, it is made again. */
async function tallyOf(fact: CountedFact, { aside, stream, seq }: RecordedFact, { journal }: CoordinationTools) {
  if (aside !== undefined) return Tally.parse(aside);
  return tally(await stateFromFacts(journal, StopOrders, idOfStream(stream), seq - 1), fact);
}
