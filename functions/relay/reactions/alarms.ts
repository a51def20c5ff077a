import { AccountRegisters } from '../../../shared/freezes/account/account-registers.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { refuse } from '../../../shared/kernel/decision.ts';
import { endingOf, endOrder, reasonForBank } from '../../lookups/end-orders.ts';
import { loadedOrdersOfAlert } from '../../lookups/orders-of-alert.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { inParallel } from '../../platform/in-parallel.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction } from '../reaction.ts';

/** So many orders are ended at the same time. */
const LANES = 4;

/**
 * Ends the orders of a withdrawn alarm one by one, each in its own append, so that one that cannot be ended holds up no other. It is the
 * officer who ends them: the history names the officer's agency. An order that stays as it is tells nothing.
 */
export const endOrdersOfAlert: Reaction<FactOf<'alert.withdrawn'>> = {
  name: 'endOrdersOfAlert',
  does: 'takes back or has released each order of a withdrawn alarm, if the officers said so and each order allows it',
  react: async ({ fact, recorded }, tools) => {
    const { orders: then, officers, code } = fact.data;
    if (then !== 'end' || officers === undefined) return;
    const { journal } = tools;
    const context = contextOf(tools, recorded.actor);
    const signed = { officers, reason: reasonForBank(code) };
    const orders = await loadedOrdersOfAlert(journal, idOfStream(recorded.stream));
    const running = orders.flatMap(({ state }) => (state === undefined || endingOf(state) === undefined ? [] : [state]));
    await inParallel(running, LANES, async ({ orderId, accountKey }) => {
      const command = { ...commandOf(`endOrdersOfAlert/${orderId}`, recorded, context.now), actor: recorded.actor };
      await appendOnce(journal, command, async () => {
        const [order, register] = await Promise.all([
          journal.load(StopOrders, orderId),
          journal.load(AccountRegisters, accountKey),
        ]);
        if (order.state === undefined) return refuse('NOT_FOUND');
        const decision = endOrder(order.state, signed, register.state, context);
        return decision.kind === 'refusal' ? { kind: 'plan', changes: [] } : planFrom(decision, [order, register]);
      });
    });
  },
};
