import { followFreeze } from '../../../shared/freezes/screening/decide-screening.ts';
import { Screenings } from '../../../shared/freezes/screening/streams.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { change, idOfStream } from '../../../shared/journal/stream.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction } from '../reaction.ts';

/** A frozen account is screened; the order as it is now decides, so a fact that comes late opens nothing that is over. */
export const keepScreening: Reaction<FactOf<'order.frozen' | 'order.renewed' | 'order.unfrozen' | 'order.lapsed'>> = {
  name: 'keepScreening',
  does: 'opens the screening of the frozen account with its term, or ends it with the freeze',
  react: async ({ recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    const orderId = idOfStream(recorded.stream);
    await appendOnce(
      journal,
      commandOf('keepScreening', recorded, context.now),
      async () => {
        const [order, screening] = await Promise.all([journal.load(StopOrders, orderId), journal.load(Screenings, orderId)]);
        const fact = order.state === undefined ? undefined : followFreeze(screening.state, order.state, context);
        return { kind: 'plan', changes: fact === undefined ? [] : [change(screening, fact)] };
      },
      { remember: false },
    );
  },
};
