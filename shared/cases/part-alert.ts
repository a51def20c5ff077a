import { orderLifecycle } from '../freezes/order/order-lifecycle.ts';
import type { StopOrder } from '../freezes/order/stop-order.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { CaseFact } from './case-facts.ts';
import { stateRefusal } from './gates.ts';
import type { Case, WithdrawItem } from './model.ts';

/** As many stops as one append can watch while the alarm leaves. */
const MOST_WATCHED = 80;

/**
 * Takes an alarm that belongs elsewhere out of the case, with its freeze requests and orders; any case may then add it. A freeze on this
 * case's filing is lawful only while the alarm belongs to the case, so officers must lift it first.
 *
 * @param orders those of the alarm, if the case is filed: before that, no freeze can rest on its filing
 * @returns `case.alert-left` (`pointersOf` gives the fact for the alarm), or NOT_FOUND, FREEZE_RESTS_ON_FILING (with how many are frozen),
 *   TOO_MANY_STOPS (with how many there are, and how many there may be), CASE_STATE_FORBIDS
 */
export function partAlert(
  fraudCase: Case,
  { alertId, reason }: WithdrawItem & { readonly alertId: string },
  orders: readonly StopOrder[],
  { now }: Context,
): Decision<CaseFact> {
  if (!fraudCase.alerts.some((alert) => alert.alertId === alertId)) return refuse('NOT_FOUND');
  const refusal = stateRefusal(fraudCase, 'partAlert');
  if (refusal !== undefined) return refusal;
  if (fraudCase.filing !== undefined) {
    const frozen = orders.filter(isFrozen).length;
    if (frozen > 0) return refuse('FREEZE_RESTS_ON_FILING', { frozen });
    const stopped = orders.filter(couldBeFrozen).length;
    if (stopped > MOST_WATCHED) return refuse('TOO_MANY_STOPS', { stopped, limit: MOST_WATCHED });
  }
  return accept({ type: 'case.alert-left', data: { at: now, alertId, reason } });
}

/** Whether the order is frozen, or its bank has been asked for a freeze. */
function isFrozen({ status, pending }: StopOrder): boolean {
  return status === 'frozen' || pending?.instruction === 'freeze' || pending?.instruction === 'renew';
}

/** Whether officers could order a freeze at this moment: such an order must stay as it is while its alarm leaves. */
export function couldBeFrozen({ status }: StopOrder): boolean {
  return orderLifecycle.allows(status, 'orderFreeze');
}
