import { StatsOfDay } from '../../../shared/freezes/stats.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { tally } from '../../../shared/freezes/tally.ts';
import { stateFromFacts } from '../../../shared/journal/state-at.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { settle } from '../../../shared/journal/transact.ts';
import { accept } from '../../../shared/kernel/decision.ts';
import { appendOnce } from '../../lib/append-once.ts';
import { contextOf } from '../../lib/platform.ts';
import type { FactOf, FactType } from '../facts.ts';
import { commandOf, type Reaction } from '../reaction.ts';

/** Counts what the fact adds to the figures of the district and day of the alarm; under the fact's id, so exactly once. */
export const countInStatistics: Reaction<FactOf<Extract<FactType, `order.${string}`>>> = {
  name: 'countInStatistics',
  does: "adds what the fact means to the district's figures of the day of the alarm, exactly once",
  react: async ({ fact, recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    const before = await stateFromFacts(journal, StopOrders, idOfStream(recorded.stream), recorded.seq - 1);
    const counted = tally(before, fact, context);
    if (counted === undefined) return;
    await appendOnce(journal, commandOf('countInStatistics', recorded, context.now), async () =>
      settle(accept(counted.fact), [await journal.load(StatsOfDay, counted.id)]),
    );
  },
};
