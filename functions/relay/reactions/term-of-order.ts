import { StopOrders } from '../../../shared/freezes/streams.ts';
import { change, idOfStream } from '../../../shared/journal/stream.ts';
import { termKept, termsByStream } from '../../../shared/terms/keep-terms.ts';
import { allOf } from '../../../shared/terms/keys.ts';
import { termStreamId } from '../../../shared/terms/model.ts';
import { RunningTerms } from '../../../shared/terms/streams.ts';
import { termsOfOrder } from '../../../shared/terms/term-of-order.ts';
import { appendOnce } from '../../platform/append-once.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction } from '../reaction.ts';

type OrderTerm =
  | 'order.stopped'
  | 'order.extended'
  | 'order.frozen'
  | 'order.renewed'
  | 'order.released'
  | 'order.unfrozen'
  | 'order.expired'
  | 'order.expired-in-line'
  | 'order.lapsed'
  | 'order.settled';

/** An order has one term at a time, which its police find by its district. */
export const keepTermOfOrder: Reaction<FactOf<OrderTerm>> = {
  name: 'keepTermOfOrder',
  does: 'puts the term of the stop or freeze, as it is now, on the list of terms of its district, or takes it off',
  react: async ({ recorded }, { journal, now }) => {
    const at = now();
    const orderId = idOfStream(recorded.stream);
    await appendOnce(
      journal,
      commandOf('keepTermOfOrder', recorded, at),
      async () => {
        const { state } = await journal.load(StopOrders, orderId);
        if (state === undefined) return { kind: 'plan', changes: [] };
        const wanted = termsByStream(termsOfOrder(state));
        const id = [...wanted.keys()][0] ?? termStreamId(`${orderId}:term`, allOf('police', state.district));
        const kept = await journal.load(RunningTerms, id);
        const fact = termKept(kept.state, wanted.get(id), at);
        return { kind: 'plan', changes: fact === undefined ? [] : [change(kept, fact)] };
      },
      { remember: false },
    );
  },
};
