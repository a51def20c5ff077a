import { AccountRegisters } from '../../../shared/freezes/account/account-registers.ts';
import { takeFromLine } from '../../../shared/freezes/order/line.ts';
import { releaseWithdrawn } from '../../../shared/freezes/order/withdraw-order.ts';
import { plansOf } from '../../../shared/freezes/request/plans-of.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { accept, refuse } from '../../../shared/kernel/decision.ts';
import { openOrders } from '../../lookups/open-orders.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction } from '../reaction.ts';

/**
 * The safety net under the handler, which opens the orders itself so that its caller finds them at once. It begins with the last: if the
 * handler is still at it, they meet once.
 */
export const openRequested: Reaction<FactOf<'freeze-request.accepted'>> = {
  name: 'openRequested',
  does: 'opens the orders of the request that are not open yet',
  react: async ({ fact, recorded }, tools) => {
    await openOrders(tools, plansOf(fact.data).toReversed(), recorded);
  },
};

export const openCorrection: Reaction<FactOf<'order.corrected'>> = {
  name: 'openCorrection',
  does: 'opens the order that takes the place of the corrected one, if it is not open yet',
  react: async ({ fact, recorded }, tools) => {
    await openOrders(tools, [fact.data.plan], recorded);
  },
};

/** The bank's result of a stop crossed with its recall: the account is stopped, and the bank has to let go at once. */
export const releaseWithdrawnStop: Reaction<FactOf<'order.stopped'>> = {
  name: 'releaseWithdrawnStop',
  does: 'orders the release of an account that the bank stopped although the stop had been taken back',
  react: async ({ fact, recorded }, tools) => {
    if (fact.data.afterWithdrawal !== true) return;
    const context = contextOf(tools);
    const id = idOfStream(recorded.stream);
    await appendOnce(tools.journal, commandOf('releaseWithdrawnStop', recorded, context.now), async () => {
      const order = await tools.journal.load(StopOrders, id);
      return order.state === undefined ? refuse('NOT_FOUND') : planFrom(releaseWithdrawn(order.state, context), [order]);
    });
  },
};

/**
 * A stop or freeze ended, or a turn led to nothing, and an order waits in line behind it (轮候). The register says at this moment which order
 * has the turn: the one that was next when the fact was recorded may have been withdrawn since.
 */
export const promoteNext: Reaction<FactOf<'account.freed'>> = {
  name: 'promoteNext',
  does: 'gives the turn to the order that is next in line: its waiting freeze, or else its stop, goes to the bank, or a person is told',
  react: async ({ fact, recorded }, tools) => {
    const { accountKey } = fact.data;
    const context = contextOf(tools);
    await appendOnce(tools.journal, commandOf('promoteNext', recorded, context.now), async () => {
      const register = await tools.journal.load(AccountRegisters, accountKey);
      const next = register.state?.line[0];
      if (next === undefined) return planFrom(accept(), [register]);
      const order = await tools.journal.load(StopOrders, next);
      if (order.state === undefined) return refuse('NOT_FOUND');
      return planFrom(takeFromLine(order.state, register.state, context), [order, register]);
    });
  },
};
