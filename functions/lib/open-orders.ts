import { AccountRegisters } from '../../shared/freezes/account-registers.ts';
import type { OrderPlan } from '../../shared/freezes/model.ts';
import { openOrder } from '../../shared/freezes/open-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { settle } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Actor, systemActor } from '../../shared/kernel/context.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { appendOnce } from './append-once.ts';
import { inParallel } from './in-parallel.ts';
import { contextOf, type Platform } from './platform.ts';

/** How many orders are opened at the same time. */
const LANES = 10;

/** In whose name, and on which occasion, orders are opened. */
export interface OpeningOrigin {
  readonly actor?: Actor;
  readonly correlationId: string;
}

/**
 * Opens each planned order, in a transaction of its own with the register of its account. An order that exists already is left as
 * it is, so the handler that made the plans and the relay may both do this, and may do it again.
 *
 * @throws Error if an order could not be opened because others were faster time and again; the other orders are opened all the same
 */
export async function openOrders(platform: Platform, plans: readonly OrderPlan[], origin: OpeningOrigin): Promise<void> {
  await inParallel(plans, LANES, (plan) => open(platform, plan, origin));
}

async function open(platform: Platform, plan: OrderPlan, { actor = systemActor, correlationId }: OpeningOrigin): Promise<void> {
  const { journal } = platform;
  const context = contextOf(platform, actor);
  const command = {
    name: 'openOrder',
    id: `open/${plan.orderId}`,
    inputHash: hashOf(plan.orderId),
    actor,
    correlationId,
    now: context.now,
  };
  await appendOnce(journal, command, async () => {
    const [order, register] = await Promise.all([
      journal.load(StopOrders, plan.orderId),
      journal.load(AccountRegisters, plan.accountKey),
    ]);
    const decision = order.state === undefined ? accept(...openOrder(register.state, plan, context)) : accept();
    return settle(decision, [order, register]);
  });
}
