import { climbs } from '../../shared/freezes/order/deadlines.ts';
import { AdvanceInput } from '../../shared/freezes/order/deadlines-contract.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { advanceOrder } from '../lookups/advance-order.ts';
import type { Platform } from '../platform/platform.ts';

/** The workflow's order does not exist. The workflow knows the error by this name and does not try again. */
class OrderNotFound extends Error {
  override readonly name = 'OrderNotFound';
}

/**
 * The task `Advance`: notes what is due of the order. It keeps the token of the task that then waits for the bank's answer; if there is
 * nothing more to wait for, the relay answers the token at once.
 *
 * @throws OrderNotFound · ZodError if the input is not the workflow's · Error to be retried if the journal is busy
 */
export function createAdvanceTask(platform: Platform): (input: unknown) => Promise<void> {
  return async (input) => {
    const { orderId, taskToken } = parseTolerantly(AdvanceInput, input);
    const waiting = taskToken === undefined ? undefined : { token: taskToken, while: climbs };
    const noted = await advanceOrder(platform, orderId, waiting);
    if (noted === undefined) throw new OrderNotFound('the order of the workflow does not exist');
  };
}
