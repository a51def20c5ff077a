import type { OrderPlan } from '../../shared/freezes/model.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import { openOrders } from '../lookups/open-orders.ts';
import type { Platform } from '../platform/platform.ts';

/**
 * Opens the orders of plans that have just been saved, so that callers can read them as soon as the answer is out. If it fails, the relay
 * opens them, which does the same for the saved fact; so a failure here does not fail the command.
 */
export async function openAtOnce(platform: Platform, plans: readonly OrderPlan[], call: Call): Promise<void> {
  const { actor, correlationId, operation } = call;
  try {
    await openOrders(platform, plans, { actor, correlationId });
  } catch (error) {
    platform.log.warn('orders are left to the relay', { operation, correlationId, count: plans.length, ...errorFields(error) });
  }
}
