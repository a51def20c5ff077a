import { AccountRegisters } from '../../shared/freezes/account-registers.ts';
import type { StopOrder } from '../../shared/freezes/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { advance } from '../../shared/freezes/timetable.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import { settle, transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { contextOf, type Platform } from './platform.ts';

/**
 * Notes whatever is due of an order at this moment: rungs of the ladder, warnings, the end of a term. What is noted already is not
 * noted again, so the workflow and the sweep may both do this, also at the same time.
 *
 * @returns the order as it stands then, and how many facts were new; undefined where there is no such order
 * @throws Error if others were faster time and again
 */
export async function advanceOrder(
  platform: Platform,
  orderId: string,
): Promise<{ readonly order: StopOrder; readonly noted: number } | undefined> {
  const { journal } = platform;
  const context = contextOf(platform);
  const correlationId = platform.newId('cor');
  const command = {
    name: 'advanceOrder',
    id: `advance/${orderId}/${correlationId}`,
    inputHash: hashOf(orderId),
    actor: systemActor,
    correlationId,
    now: context.now,
  };
  let result: { readonly order: StopOrder; readonly noted: number } | undefined;
  const outcome = await transact(journal, command, async () => {
    const order = await journal.load(StopOrders, orderId);
    if (order.state === undefined) return refuse('NOT_FOUND');
    const register = await journal.load(AccountRegisters, order.state.accountKey);
    const facts = advance(order.state, register.state, context);
    result = { order: applied(order, facts).state ?? order.state, noted: facts.length };
    return settle(accept(...facts), [order, register]);
  });
  if (outcome.outcome !== 'refused') return result;
  if (outcome.refusal.code === 'NOT_FOUND') return undefined;
  throw new Error(`what is due could not be noted: ${outcome.refusal.code}`);
}
