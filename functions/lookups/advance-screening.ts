import { restsOnRegister } from '../../shared/freezes/account/account-facts.ts';
import { advance } from '../../shared/freezes/screening/decide-screening.ts';
import { Screenings } from '../../shared/freezes/screening/streams.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { planFrom, restingOn } from '../../shared/journal/transact.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { noteDue } from '../platform/advance-stream.ts';
import type { Platform } from '../platform/platform.ts';

/**
 * Notes what is due of a screening: the warning, the end of the term with the release of the account, the owner who was not told. Several
 * may call it at the same time; each is noted once.
 *
 * @returns how many facts were new; undefined if there is no such screening
 * @throws Error if other commands kept coming first
 */
export async function advanceScreening(platform: Platform, orderId: string): Promise<number | undefined> {
  const became = await noteDue(platform, Screenings.name, orderId, async (journal, context) => {
    const [screening, order] = await Promise.all([journal.load(Screenings, orderId), journal.load(StopOrders, orderId)]);
    if (screening.state === undefined || order.state === undefined) return refuse('NOT_FOUND');
    const register = await journal.load(AccountRegisters, order.state.accountKey);
    const facts = advance(screening.state, { order: order.state, register: register.state }, context);
    const plan = planFrom(accept(...facts), [screening, order, register]);
    return restingOn(plan, restsOnRegister(order.state, register, facts));
  });
  return became?.noted;
}
