import { AccountRegisters } from '../../../shared/freezes/account-registers.ts';
import { takeFromLine } from '../../../shared/freezes/line.ts';
import { plansOf } from '../../../shared/freezes/plans-of.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { settle, transact } from '../../../shared/journal/transact.ts';
import { accept, refuse } from '../../../shared/kernel/decision.ts';
import { openOrders } from '../../lib/open-orders.ts';
import { contextOf } from '../../lib/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction } from '../reaction.ts';

/** The safety net under the handler, which opens the orders itself so that its caller finds them at once. */
export const openRequested: Reaction<FactOf<'freeze-request.accepted'>> = {
  name: 'openRequested',
  does: 'opens the orders of the request that are not open yet',
  react: async ({ fact, recorded }, tools) => {
    await openOrders(tools, plansOf(fact.data), recorded);
  },
};

export const openCorrection: Reaction<FactOf<'order.corrected'>> = {
  name: 'openCorrection',
  does: 'opens the order that takes the place of the corrected one, if it is not open yet',
  react: async ({ fact, recorded }, tools) => {
    await openOrders(tools, [fact.data.plan], recorded);
  },
};

/**
 * A stop or freeze ended, or a turn led to nothing, and somebody waits in line behind it (轮候). Whose turn it is says the register
 * at this moment: whoever was the next when the fact was recorded may have been withdrawn since.
 */
export const promoteNext: Reaction<FactOf<'account.freed'>> = {
  name: 'promoteNext',
  does: 'asks the bank for the stop of the order that is next in line',
  react: async ({ fact, recorded }, tools) => {
    const { accountKey } = fact.data;
    const context = contextOf(tools);
    const outcome = await transact(tools.journal, commandOf('promoteNext', recorded, context.now), async () => {
      const register = await tools.journal.load(AccountRegisters, accountKey);
      const next = register.state?.line[0];
      if (next === undefined) return settle(accept(), [register]);
      const order = await tools.journal.load(StopOrders, next);
      if (order.state === undefined) return refuse('NOT_FOUND');
      return settle(takeFromLine(order.state, register.state, context), [order, register]);
    });
    // at the limit of stops the order keeps its place in line and a person decides
    if (outcome.outcome === 'refused' && outcome.refusal.code !== 'STOP_LIMIT_REACHED') {
      throw new Error(`the next in line could not be taken: ${outcome.refusal.code}`);
    }
  },
};
