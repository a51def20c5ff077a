import * as z from 'zod';
import { countOf } from '../../../shared/freezes/stats/counted-numbers.ts';
import { type Counting, countedFacts, countingOf } from '../../../shared/freezes/stats/figures.ts';
import { SpanSeconds } from '../../../shared/freezes/stats/spans.ts';
import { StatsOfDay } from '../../../shared/freezes/stats/stats.ts';
import { tally } from '../../../shared/freezes/stats/tally.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import type { RecordedFact } from '../../../shared/journal/journal.ts';
import { stateFromFacts } from '../../../shared/journal/state-at.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { beijingDay } from '../../../shared/kernel/beijing.ts';
import { districts } from '../../../shared/kernel/context.ts';
import { accept } from '../../../shared/kernel/decision.ts';
import { impossible } from '../../../shared/kernel/impossible.ts';
import { UtcInstant } from '../../../shared/kernel/time.ts';
import { appendOnce } from '../../platform/append-once.ts';
import type { FactOf, KnownFact } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

type CountedFact = FactOf<(typeof countedFacts)[number]>;

export function isCounted(fact: KnownFact): fact is CountedFact {
  return countedFacts.some((type) => type === fact.type);
}

/**
 * Counts the fact's share in the figures of the district and day of the alarm. They keep the number of the fact with its share, so it counts
 * exactly once, in whatever order facts come again.
 */
export const countInStatistics: Reaction<CountedFact, CoordinationTools> = {
  name: 'countInStatistics',
  does: "adds the fact to the district's figures of the day of the alarm, exactly once",
  react: async ({ fact, recorded }, tools) => {
    const { journal } = tools;
    const counted = tally(await countingIn(fact, recorded, tools), fact);
    if (counted === undefined) return;
    const { id, ...figures } = counted;
    const { stream, seq } = recorded;
    const of = { orderId: idOfStream(stream), seq, on: beijingDay(recorded.at) };
    const at = tools.now();
    const command = commandOf('countInStatistics', recorded, at);
    await appendOnce(
      journal,
      command,
      async () => {
        const stats = await journal.load(StatsOfDay, id);
        const count = countOf(stats.state?.counted, of);
        if (count === 'forgotten')
          tools.log.warn('a fact that the figures have forgotten was not counted', { stream, seq, factType: fact.type });
        // the release before kept a record of the command; of a stream that begins here it can have none
        const isNew = count === 'new' && (stats.version === 0 || (await journal.recall(command.id, at)) === undefined);
        return planFrom(isNew ? accept({ type: 'stats.counted', data: { at, ...figures, of } }) : accept(), [stats]);
      },
      // the figures tell that it was counted
      { remember: false },
    );
  },
};

const Sum = z.int();
const Figures = z.object({
  ...{ orderId: z.string(), district: z.enum(districts), alarmAt: UtcInstant, tier: z.int(), banksTime: z.boolean() },
  ...{ tracedFen: Sum, tracedOutFen: Sum, stoppedFen: Sum, heldFen: Sum, effectiveAt: UtcInstant.optional() },
});
const Counted = z.object({
  bankId: z.string(),
  before: Figures.optional(),
  after: Figures.pick({ heldFen: true, tracedFen: true }),
  spans: SpanSeconds.optional(),
});

/** What the order says along with the fact; of a fact recorded before orders said that, or said all of it, it is made again. */
async function countingIn(
  fact: CountedFact,
  { aside, stream, seq }: RecordedFact,
  { journal }: CoordinationTools,
): Promise<Counting> {
  const told = Counted.safeParse(aside);
  if (told.success) return told.data;
  const before = await stateFromFacts(journal, StopOrders, idOfStream(stream), seq - 1);
  return countingOf(before, fact, StopOrders.evolve(before, fact)) ?? impossible('a fact that counts does not count');
}
