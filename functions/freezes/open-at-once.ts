import type { OrderPlan } from '../../shared/freezes/model.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import { openOrders } from '../lookups/open-orders.ts';
import type { Platform } from '../platform/platform.ts';

/**
 * Opens the orders of plans that have just been saved, so that they can be read as soon as the answer is out. If it fails the
 * relay, which does the same for the saved fact, opens them; so a failure here is no failure of the command.
 */
export async function openAtOnce(platform: Platform, plans: readonly OrderPlan[], call: Call): Promise<void> {
  const { actor, correlationId, operation } = call;
  try {
    await openOrders(platform, plans, { actor, correlationId });
  } catch (error) {
    platform.log.warn('orders are left to the relay', { operation, correlationId, count: plans.length, ...errorFields(error) });
  }
}
