import { OrderFact } from '../../../shared/freezes/order-facts.ts';
import { StatsOfDay } from '../../../shared/freezes/stats.ts';
import type { StopOrder } from '../../../shared/freezes/stop-order.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { tally } from '../../../shared/freezes/tally.ts';
import type { Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { settle, transact } from '../../../shared/journal/transact.ts';
import { accept } from '../../../shared/kernel/decision.ts';
import { contextOf } from '../../lib/platform.ts';
import type { FactOf, FactType } from '../facts.ts';
import { commandOf, type Reaction } from '../reaction.ts';

const PAGE = 100;

/** Counts what the fact adds to the figures of the district and day of the alarm; under the fact's id, so exactly once. */
export const countInStatistics: Reaction<FactOf<Extract<FactType, `order.${string}`>>> = {
  name: 'countInStatistics',
  does: "adds what the fact means to the district's figures of the day of the alarm, exactly once",
  react: async ({ fact, recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    const counted = tally(await orderBefore(journal, recorded), fact, context);
    if (counted === undefined) return;
    const outcome = await transact(journal, commandOf('countInStatistics', recorded, context.now), async () =>
      settle(accept(counted.fact), [await journal.load(StatsOfDay, counted.id)]),
    );
    if (outcome.outcome === 'refused') throw new Error(`the figures could not be changed: ${outcome.refusal.code}`);
  },
};

/** The order as it stood before the fact: its earlier facts say it exactly, whatever has happened since. */
async function orderBefore(journal: Journal, { stream, seq }: RecordedFact): Promise<StopOrder | undefined> {
  let order: StopOrder | undefined;
  let after = 0;
  while (after < seq - 1) {
    const { facts } = await journal.facts(stream, { after, limit: Math.min(PAGE, seq - 1 - after) });
    if (facts.length === 0) throw new Error(`${stream} has fewer facts than ${seq}`);
    for (const { type, data } of facts) order = StopOrders.evolve(order, OrderFact.parse({ type, data }));
    after += facts.length;
  }
  return order;
}
