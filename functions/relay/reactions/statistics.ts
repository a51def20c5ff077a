import * as z from 'zod';
import { countOf } from '../../../shared/freezes/stats/counted-numbers.ts';
import { countedFacts } from '../../../shared/freezes/stats/figures.ts';
import { SpanSeconds } from '../../../shared/freezes/stats/spans.ts';
import { StatsOfDay } from '../../../shared/freezes/stats/stats.ts';
import { tally } from '../../../shared/freezes/stats/tally.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { beijingDay } from '../../../shared/kernel/beijing.ts';
import { districts } from '../../../shared/kernel/context.ts';
import { accept } from '../../../shared/kernel/decision.ts';
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
    const { stream, seq } = recorded;
    const told = Counted.safeParse(recorded.aside);
    // written before orders told their figures along with their facts; no release that was deployed wrote any
    if (!told.success) return tools.log.warn('a fact without its figures was not counted', { stream, seq, factType: fact.type });
    const counted = tally(told.data, fact);
    if (counted === undefined) return;
    const { id, ...figures } = counted;
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
        return planFrom(count === 'new' ? accept({ type: 'stats.counted', data: { at, ...figures, of } }) : accept(), [stats]);
      },
      // the figures tell that it was counted
      { remember: false },
    );
  },
};

const Sum = z.int();
const Figures = z.object({
  ...{ orderId: z.string(), district: z.enum(districts), alarmAt: UtcInstant, tier: z.int(), banksTime: z.boolean() },
  screened: z.boolean().optional(),
  ...{ tracedFen: Sum, tracedOutFen: Sum, stoppedFen: Sum, heldFen: Sum, effectiveAt: UtcInstant.optional() },
});
const Counted = z.object({
  bankId: z.string(),
  before: Figures.optional(),
  after: Figures.pick({ heldFen: true, tracedFen: true }),
  spans: SpanSeconds.optional(),
});
